package io.contactstatus.decode;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the JSON values of a text one by one: after each other with or without something between them, or as the
/// elements of an array.
///
/// A damaged value costs only itself: reading goes on where the next one seems to begin.
final class JsonValues {

    /// More than any pipe delivers at once. The bounds keep worthless input from taking memory and time without
    /// end.
    static final int MOST_VALUES = 100_000;

    static final int MOST_DAMAGES = 1_000;

    /// Takes what is read, in the order of the text.
    interface Handler {

        /// @param from where its bytes begin
        /// @param to where they end
        void value(JsonNode tree, int from, int to);

        /// @param reason quotes nothing
        void damage(String reason, int from, int to);
    }

    private final JsonMapper mapper;
    private final byte[] bytes;
    private final Handler sink;
    private int position;
    private int values;
    private int damages;
    private int openArrays;

    JsonValues(JsonMapper mapper, byte[] bytes, Handler sink) {
        this.mapper = mapper;
        this.bytes = bytes;
        this.sink = sink;
    }

    void read() {
        while (position < bytes.length) {
            if (values + damages > MOST_VALUES || damages > MOST_DAMAGES) {
                sink.damage("too much in one payload", position, bytes.length);
                return;
            }
            readOn();
        }
    }

    /// Reads until the end or, after some damage, until the first value that is whole again.
    private void readOn() {
        var from = position;
        if (!isUtf8(from)) {
            sink.damage("not UTF-8", from, bytes.length);
            position = bytes.length;
            return;
        }
        try (var parser = mapper.createParser(bytes, from, bytes.length - from)) {
            readAll(parser, from);
        } catch (JacksonException damage) {
            skip(reason(damage, from));
        }
    }

    private void readAll(JsonParser parser, int from) {
        var restarted = openArrays > 0;
        for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.START_ARRAY || token == JsonToken.END_ARRAY) {
                openArrays += token == JsonToken.START_ARRAY ? 1 : -1;
                position = from + (int) parser.currentLocation().getByteOffset();
                continue;
            }
            var start = from + (int) parser.currentTokenLocation().getByteOffset();
            JsonNode tree = mapper.readTree(parser);
            position = from + (int) parser.currentLocation().getByteOffset();
            sink.value(tree, start, position);
            if (++values > MOST_VALUES) {
                return;
            }
            if (restarted) {
                // This parser does not know that it is in an array and would stumble over the next comma.
                skipSeparators();
                return;
            }
        }
        position = bytes.length;
    }

    private void skip(String reason) {
        damages++;
        skipSeparators();
        var next = nextValue();
        sink.damage(reason, position, next);
        position = next;
        skipSeparators();
    }

    private void skipSeparators() {
        while (position < bytes.length && isSeparator(bytes[position])) {
            position++;
        }
    }

    private boolean isSeparator(byte character) {
        return isSpace(character) || (openArrays > 0 && (character == ',' || character == ']'));
    }

    /// Where the next value may begin: where the damaged one closes its last brace, or where, although it does
    /// not, an object begins in a place that no valid value has it.
    private int nextValue() {
        var depth = 0;
        var quoted = false;
        for (var at = position; at < bytes.length; at++) {
            var character = bytes[at];
            if (character == '{' && at > position && beginsValue(at)) {
                return at;
            }
            if (quoted) {
                if (character == '\\') {
                    at++;
                } else if (character == '"') {
                    quoted = false;
                }
                continue;
            }
            switch (character) {
                case '"' -> quoted = true;
                case '{' -> depth++;
                case '}' -> {
                    if (--depth <= 0) {
                        return at + 1;
                    }
                }
                default -> {}
            }
        }
        return bytes.length;
    }

    private boolean beginsValue(int brace) {
        var before = bytes[brace - 1];
        if (before == '\n' || before == '\r' || lastBefore(brace) == '}') {
            return true;
        }
        // What was cut off in the middle is followed at once by the next record.
        var opensWithName = brace + 1 < bytes.length && bytes[brace + 1] == '"';
        return opensWithName && !isSpace(before) && ":,[{(\\".indexOf(before) < 0;
    }

    private byte lastBefore(int index) {
        var at = index - 1;
        while (at > position && isSpace(bytes[at])) {
            at--;
        }
        return bytes[at];
    }

    private String reason(JacksonException damage, int from) {
        var at = damage.getLocation() == null
                ? ""
                : " at byte " + (from + damage.getLocation().getByteOffset());
        return switch (damage) {
            case StreamConstraintsException _ -> "JSON nested too deeply or too large" + at;
            case UnexpectedEndOfInputException _ -> "JSON ends in the middle" + at;
            default -> (isUtf8All() ? "not valid JSON" : "not UTF-8") + at;
        };
    }

    /// Jackson would take UTF-16 and UTF-32 as well, and then count characters where bytes are meant.
    private boolean isUtf8(int from) {
        var most = Math.min(bytes.length, from + 4);
        for (var at = from; at < most; at++) {
            if (bytes[at] == 0 || bytes[at] == (byte) 0xfe || bytes[at] == (byte) 0xff) {
                return false;
            }
        }
        return true;
    }

    private boolean isUtf8All() {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, position, nextValue() - position));
            return true;
        } catch (CharacterCodingException otherEncoding) {
            return false;
        }
    }

    static boolean isSpace(byte character) {
        return character == ' ' || character == '\n' || character == '\r' || character == '\t';
    }

    /// Where the next thing begins that is no blank.
    static int afterSpace(byte[] bytes, int from) {
        var at = from;
        while (at < bytes.length && isSpace(bytes[at])) {
            at++;
        }
        return at;
    }

    static boolean isBlank(byte[] bytes) {
        return afterSpace(bytes, 0) == bytes.length;
    }

    static byte[] part(byte[] bytes, int from, int to) {
        return from == 0 && to == bytes.length ? bytes : Arrays.copyOfRange(bytes, from, to);
    }
}
