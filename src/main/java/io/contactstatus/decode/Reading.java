package io.contactstatus.decode;

import io.contactstatus.decode.Piece.LogLine;
import io.contactstatus.dialect.Fields;
import io.contactstatus.dialect.Key;
import io.contactstatus.dialect.Timestamps;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads one payload: takes off its envelopes, however they are put into each other, and has the records decoded.
final class Reading {

    /// Firehose holds CloudWatch Logs hold a record: three. One more, because pipes are chained.
    private static final int MOST_ENVELOPES = 4;

    private static final Key AWS_LOGS = Key.of("awslogs");
    private static final Key RECORDS = Key.of("Records");
    private static final Key DATA = Key.of("data");
    private static final Key BODY = Key.of("body");
    private static final Key KINESIS = Key.of("kinesis");
    private static final Key MESSAGE_TYPE = Key.of("messageType");
    private static final Key LOG_EVENTS = Key.of("logEvents");
    private static final Key ID = Key.of("id");
    private static final Key TIMESTAMP = Key.of("timestamp");
    private static final Key MESSAGE = Key.of("message");
    private static final Key TOPIC_ARN = Key.of("TopicArn");
    private static final Key ATTEMPTS_MADE = Key.of("attemptsMade");
    private static final Key RAW_DATA = Key.of("rawData");

    private final JsonMapper mapper;
    private final RecordKinds kinds;
    private final List<Decoded> decoded = new ArrayList<>(1);
    private long inflatable;

    /// @param inflatable bytes that everything compressed may become
    Reading(JsonMapper mapper, RecordKinds kinds, long inflatable) {
        this.mapper = mapper;
        this.kinds = kinds;
        this.inflatable = inflatable;
    }

    List<Decoded> read(byte[] payload) {
        read(payload, 0, null);
        if (decoded.isEmpty()) {
            decoded.add(new Decoded.Ignored("empty"));
        }
        return decoded;
    }

    private void read(byte[] bytes, int depth, @Nullable LogLine line) {
        if (depth > MOST_ENVELOPES) {
            decoded.add(new Decoded.Malformed("too many envelopes in each other", bytes));
        } else if (Inflation.isOne(bytes)) {
            inflate(bytes, depth, line);
        } else if (JsonValues.isBlank(bytes)) {
            decoded.add(new Decoded.Ignored("empty"));
        } else {
            new JsonValues(mapper, bytes, sink(bytes, depth, line)).read();
        }
    }

    private void inflate(byte[] bytes, int depth, @Nullable LogLine line) {
        var inflation = Inflation.of(bytes, inflatable);
        inflatable -= inflation.content().length;
        if (inflation.problem() == null || inflation.content().length > 0) {
            read(inflation.content(), depth + 1, line);
        }
        if (inflation.problem() != null) {
            decoded.add(new Decoded.Malformed(
                    inflation.problem(), JsonValues.part(bytes, inflation.damaged(), bytes.length)));
        }
    }

    private JsonValues.Sink sink(byte[] bytes, int depth, @Nullable LogLine line) {
        return new JsonValues.Sink() {

            @Override
            public void value(JsonNode tree, int from, int to) {
                if (tree instanceof ObjectNode object) {
                    open(new Piece(object, () -> JsonValues.part(bytes, from, to), line), depth);
                } else {
                    decoded.add(new Decoded.Malformed(RecordKinds.UNKNOWN, JsonValues.part(bytes, from, to)));
                }
            }

            @Override
            public void damage(String reason, int from, int to) {
                decoded.add(new Decoded.Malformed(reason, JsonValues.part(bytes, from, to)));
            }
        };
    }

    private void open(Piece piece, int depth) {
        var record = kinds.decode(piece);
        if (record == null) {
            openEnvelope(piece, depth);
        } else {
            decoded.add(record);
        }
    }

    private void openEnvelope(Piece piece, int depth) {
        var fields = piece.fields();
        var published = fields.has(TOPIC_ARN) ? fields.text(MESSAGE) : null;
        if (fields.get(RECORDS) instanceof ArrayNode records && !records.isEmpty()) {
            records.forEach(each -> carried(Fields.of(each), piece, depth));
        } else if (fields.has(MESSAGE_TYPE)) {
            logs(piece, depth);
        } else if (fields.get(AWS_LOGS) instanceof ObjectNode) {
            encoded(fields.object(AWS_LOGS).get(DATA), depth);
        } else if (published != null) {
            text(published, depth, null);
        } else if (fields.has(ATTEMPTS_MADE) && fields.has(RAW_DATA)) {
            // What Firehose could not deliver, as it lies in the bucket then.
            encoded(fields.get(RAW_DATA), depth);
        } else {
            decoded.add(RecordKinds.other(piece));
        }
    }

    /// One of many that came together: from Kinesis, Firehose or SQS.
    private void carried(Fields record, Piece around, int depth) {
        var kinesis = record.object(KINESIS);
        var data = (kinesis.isEmpty() ? record : kinesis).get(DATA);
        var body = record.text(BODY);
        if (data != null) {
            encoded(data, depth);
        } else if (body != null) {
            text(body, depth, null);
        } else {
            decoded.add(RecordKinds.other(piece(record.tree(), around.line())));
        }
    }

    private void encoded(@Nullable JsonNode data, int depth) {
        if (data instanceof ObjectNode decodedAlready) {
            open(piece(decodedAlready, null), depth + 1);
            return;
        }
        var text = Objects.requireNonNullElse(Fields.scalar(data), "").getBytes(StandardCharsets.UTF_8);
        try {
            read(Base64.getDecoder().decode(text), depth + 1, null);
        } catch (IllegalArgumentException notBase64) {
            decoded.add(new Decoded.Malformed("not Base64", text));
        }
    }

    private void logs(Piece envelope, int depth) {
        var fields = envelope.fields();
        if ("CONTROL_MESSAGE".equals(fields.text(MESSAGE_TYPE))) {
            decoded.add(new Decoded.Ignored("log-control-message"));
        } else if (fields.get(LOG_EVENTS) instanceof ArrayNode events) {
            events.forEach(event -> line(Fields.of(event), envelope, depth));
        } else {
            decoded.add(envelope.malformed("log envelope without logEvents"));
        }
    }

    private void line(Fields event, Piece envelope, int depth) {
        var message = event.text(MESSAGE);
        if (message == null) {
            decoded.add(piece(event.tree(), envelope.line()).malformed("log event without a message"));
            return;
        }
        var timestamp = event.get(TIMESTAMP);
        var at = timestamp != null && timestamp.isIntegralNumber() && timestamp.canConvertToLong()
                ? Timestamps.ofMillis(timestamp.longValue())
                : null;
        text(message, depth, new LogLine(event.text(ID), at));
    }

    private void text(String text, int depth, @Nullable LogLine line) {
        read(text.getBytes(StandardCharsets.UTF_8), depth + 1, line);
    }

    private Piece piece(ObjectNode tree, @Nullable LogLine line) {
        return new Piece(tree, () -> mapper.writeValueAsBytes(tree), line);
    }
}
