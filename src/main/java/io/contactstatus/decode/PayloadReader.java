package io.contactstatus.decode;

import io.contactstatus.decode.JsonRecord.LogLine;
import io.contactstatus.dialect.FieldName;
import io.contactstatus.dialect.Fields;
import io.contactstatus.dialect.TimestampParser;
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
final class PayloadReader {

    /// Firehose holds CloudWatch Logs hold a record: three. One more, because pipes are chained.
    private static final int MOST_ENVELOPES = 4;

    private static final FieldName AWS_LOGS = FieldName.of("awslogs");
    private static final FieldName RECORDS = FieldName.of("Records");
    private static final FieldName DATA = FieldName.of("data");
    private static final FieldName BODY = FieldName.of("body");
    private static final FieldName KINESIS = FieldName.of("kinesis");
    private static final FieldName MESSAGE_TYPE = FieldName.of("messageType");
    private static final FieldName LOG_EVENTS = FieldName.of("logEvents");
    private static final FieldName ID = FieldName.of("id");
    private static final FieldName TIMESTAMP = FieldName.of("timestamp");
    private static final FieldName MESSAGE = FieldName.of("message");
    private static final FieldName TOPIC_ARN = FieldName.of("TopicArn");
    private static final FieldName ATTEMPTS_MADE = FieldName.of("attemptsMade");
    private static final FieldName RAW_DATA = FieldName.of("rawData");

    private final JsonMapper mapper;
    private final RecordKinds kinds;
    private final List<Decoded> decoded = new ArrayList<>(1);
    private long inflatable;

    /// @param inflatable bytes that everything compressed may become
    PayloadReader(JsonMapper mapper, RecordKinds kinds, long inflatable) {
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

    private JsonValues.Handler sink(byte[] bytes, int depth, @Nullable LogLine line) {
        return new JsonValues.Handler() {

            @Override
            public void value(JsonNode tree, int from, int to) {
                if (tree instanceof ObjectNode object) {
                    open(new JsonRecord(object, () -> JsonValues.part(bytes, from, to), line), depth);
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

    private void open(JsonRecord json, int depth) {
        var record = kinds.decode(json);
        if (record == null) {
            openEnvelope(json, depth);
        } else {
            decoded.add(record);
        }
    }

    private void openEnvelope(JsonRecord json, int depth) {
        var fields = json.fields();
        var published = fields.has(TOPIC_ARN) ? fields.text(MESSAGE) : null;
        if (fields.get(RECORDS) instanceof ArrayNode records && !records.isEmpty()) {
            records.forEach(each -> carried(Fields.of(each), json, depth));
        } else if (fields.has(MESSAGE_TYPE)) {
            logs(json, depth);
        } else if (fields.get(AWS_LOGS) instanceof ObjectNode) {
            encoded(fields.object(AWS_LOGS).get(DATA), depth);
        } else if (published != null) {
            text(published, depth, null);
        } else if (fields.has(ATTEMPTS_MADE) && fields.has(RAW_DATA)) {
            // What Firehose could not deliver, as it lies in the bucket then.
            encoded(fields.get(RAW_DATA), depth);
        } else {
            decoded.add(RecordKinds.other(json));
        }
    }

    /// One of many that came together: from Kinesis, Firehose or SQS.
    private void carried(Fields record, JsonRecord around, int depth) {
        var kinesis = record.object(KINESIS);
        var data = (kinesis.isEmpty() ? record : kinesis).get(DATA);
        var body = record.text(BODY);
        if (data != null) {
            encoded(data, depth);
        } else if (body != null) {
            text(body, depth, null);
        } else {
            decoded.add(RecordKinds.other(json(record.tree(), around.line())));
        }
    }

    private void encoded(@Nullable JsonNode data, int depth) {
        if (data instanceof ObjectNode decodedAlready) {
            open(json(decodedAlready, null), depth + 1);
            return;
        }
        var text = Objects.requireNonNullElse(Fields.scalar(data), "").getBytes(StandardCharsets.UTF_8);
        try {
            read(Base64.getDecoder().decode(text), depth + 1, null);
        } catch (IllegalArgumentException notBase64) {
            decoded.add(new Decoded.Malformed("not Base64", text));
        }
    }

    private void logs(JsonRecord envelope, int depth) {
        var fields = envelope.fields();
        if ("CONTROL_MESSAGE".equals(fields.text(MESSAGE_TYPE))) {
            decoded.add(new Decoded.Ignored("log-control-message"));
        } else if (fields.get(LOG_EVENTS) instanceof ArrayNode events) {
            events.forEach(event -> line(Fields.of(event), envelope, depth));
        } else {
            decoded.add(envelope.malformed("log envelope without logEvents"));
        }
    }

    private void line(Fields event, JsonRecord envelope, int depth) {
        var message = event.text(MESSAGE);
        if (message == null) {
            decoded.add(json(event.tree(), envelope.line()).malformed("log event without a message"));
            return;
        }
        var timestamp = event.get(TIMESTAMP);
        var at = timestamp != null && timestamp.isIntegralNumber() && timestamp.canConvertToLong()
                ? TimestampParser.ofMillis(timestamp.longValue())
                : null;
        text(message, depth, new LogLine(event.text(ID), at));
    }

    private void text(String text, int depth, @Nullable LogLine line) {
        read(text.getBytes(StandardCharsets.UTF_8), depth + 1, line);
    }

    private JsonRecord json(ObjectNode tree, @Nullable LogLine line) {
        return new JsonRecord(tree, () -> mapper.writeValueAsBytes(tree), line);
    }
}
