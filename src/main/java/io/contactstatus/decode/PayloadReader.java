package io.contactstatus.decode;

import io.contactstatus.decode.JsonRecord.LogLine;
import io.contactstatus.dialect.FieldName;
import io.contactstatus.dialect.Fields;
import io.contactstatus.dialect.TimestampParser;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
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

    /// From here on a text's longest string counts, which is there several times while it is read.
    private static final int LONG_TEXT = 256 * 1024;

    private static final long COPIES_OF_A_STRING = 3;

    private final JsonMapper mapper;
    private final ObjectReader reader;
    private final MeteredJsonNodes nodes;
    private final RecordKinds kinds;
    private final StoredWords words;
    private final DecodeMemory memory;
    private final Consumer<Decoded> receiver;
    private long inflatable;
    private boolean empty = true;
    private byte[] whole = new byte[0];

    /// @param nodes what the reader makes trees of
    /// @param inflatable bytes that everything compressed may become
    PayloadReader(
            JsonMapper mapper,
            ObjectReader reader,
            MeteredJsonNodes nodes,
            RecordKinds kinds,
            StoredWords words,
            long inflatable,
            DecodeMemory memory,
            Consumer<Decoded> receiver) {
        this.mapper = mapper;
        this.reader = reader;
        this.nodes = nodes;
        this.kinds = kinds;
        this.words = words;
        this.inflatable = inflatable;
        this.memory = memory;
        this.receiver = receiver;
    }

    void read(byte[] payload) {
        whole = payload;
        read(payload, 0, null);
        if (empty) {
            give(new Decoded.Ignored("empty"));
        }
    }

    private void give(Decoded decoded) {
        empty = false;
        receiver.accept(decoded);
    }

    private void read(byte[] bytes, int depth, @Nullable LogLine line) {
        if (depth > MOST_ENVELOPES) {
            give(new Decoded.Malformed("too many envelopes in each other", bytes));
        } else if (Inflation.isOne(bytes)) {
            inflate(bytes, depth, line);
        } else if (JsonValues.isBlank(bytes)) {
            give(new Decoded.Ignored("empty"));
        } else {
            values(bytes, depth, line);
        }
    }

    private void values(byte[] bytes, int depth, @Nullable LogLine line) {
        var strings = bytes.length < LONG_TEXT ? 0 : COPIES_OF_A_STRING * bytes.length;
        memory.hold(strings);
        new JsonValues(reader, bytes, sink(bytes, depth, line)).read();
        memory.free(strings);
    }

    /// Records that are given out hold on to the text that they are a part of.
    private void readHeld(byte[] bytes, int depth, @Nullable LogLine line) {
        read(bytes, depth, line);
        memory.handOver(bytes.length);
    }

    private void inflate(byte[] bytes, int depth, @Nullable LogLine line) {
        var inflation = Inflation.of(bytes, inflatable, memory);
        inflatable -= inflation.content().length;
        if (inflation.problem() == null || inflation.content().length > 0) {
            readHeld(inflation.content(), depth + 1, line);
        }
        if (inflation.problem() != null) {
            give(new Decoded.Malformed(inflation.problem(), part(bytes, inflation.damaged(), bytes.length)));
        }
    }

    /// For the dead letters. What was compressed stays so where it would be more than what came: it may be a
    /// thousand times as much.
    private byte[] part(byte[] bytes, int from, int to) {
        if (to - from > whole.length) {
            return wholeOr(bytes, from, to, whole);
        }
        memory.hold(to - (long) from);
        memory.handOver(to - (long) from);
        return JsonValues.part(bytes, from, to);
    }

    /// As it came, but for what people said: nothing else would look into what is compressed.
    private byte[] wholeOr(byte[] bytes, int from, int to, byte[] came) {
        return words == StoredWords.ALL || !UnreadWords.areIn(bytes, from, to)
                ? came
                : UnreadWords.takenFrom(bytes, from, from + came.length);
    }

    private JsonValues.Handler sink(byte[] bytes, int depth, @Nullable LogLine line) {
        var came = whole;
        return new JsonValues.Handler() {

            @Override
            public void value(JsonNode tree, int from, int to) {
                var held = nodes.takeOver();
                if (tree instanceof ObjectNode object) {
                    Supplier<byte[]> text = () ->
                            to - from > came.length ? wholeOr(bytes, from, to, came) : JsonValues.part(bytes, from, to);
                    open(new JsonRecord(object, text, line), depth);
                } else {
                    give(new Decoded.Malformed(RecordKinds.UNKNOWN, part(bytes, from, to)));
                }
                memory.handOver(held);
            }

            @Override
            public void damage(String reason, int from, int to) {
                memory.free(nodes.takeOver());
                give(new Decoded.Malformed(reason, part(bytes, from, to)));
            }

            @Override
            public void tooMuch(int from) {
                give(new Decoded.Malformed("too much in one payload", part(bytes, from, bytes.length)));
            }
        };
    }

    private void open(JsonRecord json, int depth) {
        var record = kinds.decode(json);
        if (record == null) {
            openEnvelope(json, depth);
        } else {
            give(record);
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
            give(RecordKinds.other(json));
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
            give(RecordKinds.other(json(record.tree(), around.line())));
        }
    }

    private void encoded(@Nullable JsonNode data, int depth) {
        if (data instanceof ObjectNode decodedAlready) {
            open(json(decodedAlready, null), depth + 1);
            return;
        }
        var text = Objects.requireNonNullElse(Fields.scalar(data), "");
        memory.hold(2L * text.length());
        var bytes = decoded(text);
        if (bytes == null) {
            give(new Decoded.Malformed("not Base64", text.getBytes(StandardCharsets.UTF_8)));
            memory.handOver(2L * text.length());
        } else {
            memory.free(2L * text.length() - bytes.length);
            readHeld(bytes, depth + 1, null);
        }
    }

    private static byte @Nullable [] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    private void logs(JsonRecord envelope, int depth) {
        var fields = envelope.fields();
        if ("CONTROL_MESSAGE".equals(fields.text(MESSAGE_TYPE))) {
            give(new Decoded.Ignored("log-control-message"));
        } else if (fields.get(LOG_EVENTS) instanceof ArrayNode events) {
            events.forEach(event -> line(Fields.of(event), envelope, depth));
        } else {
            give(envelope.malformed("log envelope without logEvents"));
        }
    }

    private void line(Fields event, JsonRecord envelope, int depth) {
        var message = event.text(MESSAGE);
        if (message == null) {
            give(json(event.tree(), envelope.line()).malformed("log event without a message"));
            return;
        }
        var timestamp = event.get(TIMESTAMP);
        var at = timestamp != null && timestamp.isIntegralNumber() && timestamp.canConvertToLong()
                ? TimestampParser.ofMillis(timestamp.longValue())
                : null;
        text(message, depth, new LogLine(event.text(ID), at));
    }

    private void text(String text, int depth, @Nullable LogLine line) {
        memory.hold(text.length());
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        memory.hold(bytes.length - text.length());
        readHeld(bytes, depth + 1, line);
    }

    private JsonRecord json(ObjectNode tree, @Nullable LogLine line) {
        return new JsonRecord(tree, () -> mapper.writeValueAsBytes(tree), line);
    }
}
