package io.contactstatus.decode;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/// Reads the JSON values of a text one by one: after each other with or without something between them, or as the
/// elements of an array.
///
/// A damaged value costs only itself: reading goes on where the next one seems to begin.
final class JsonValues {

    /// More than any pipe delivers at once. The bounds keep worthless input from taking memory and time without
    /// end.
    static final int MOST_VALUES = 100_000;

    static final int MOST_DAMAGES = 1_000;

    private static final String FOREIGN = "not UTF-8";
    private static final long MOST_IN_VAIN = 20;

    /// Takes what is read, in the order of the text.
    interface Handler {

        /// @param from where its bytes begin
        /// @param to where they end
        void value(JsonNode tree, int from, int to);

        /// @param reason quotes nothing
        void damage(String reason, int from, int to);

        /// The rest is not read.
        void tooMuch(int from);
    }

    private final ObjectReader reader;
    private final byte[] bytes;
    private final Handler sink;
    private int position;
    private int values;
    private int damages;
    private int openArrays;
    /// What is between values has stopped a parser, and would stop the next one.
    private boolean separated;
    /// Bytes that parsers have read in vain: damage must not cost the square of the text.
    private long inVain;

    JsonValues(ObjectReader reader, byte[] bytes, Handler sink) {
        this.reader = reader;
        this.bytes = bytes;
        this.sink = sink;
    }

    void read() {
        while (position < bytes.length) {
            if (values + damages > MOST_VALUES || damages > MOST_DAMAGES || inVain > MOST_IN_VAIN * bytes.length) {
                sink.tooMuch(position);
                return;
            }
            readOn();
        }
    }

    /// Reads until the end or, after some damage, until the first value that is whole again.
    private void readOn() {
        var from = position;
        if (isForeign(from)) {
            damaged(FOREIGN, nextLine());
            return;
        }
        try (var parser = reader.createParser(bytes, from, bytes.length - from)) {
            readAll(parser, from);
        } catch (JacksonException damage) {
            skip(damage, from);
        }
    }

    private void readAll(JsonParser parser, int from) {
        var restarted = openArrays > 0 || separated;
        for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.START_ARRAY || token == JsonToken.END_ARRAY) {
                openArrays += token == JsonToken.START_ARRAY ? 1 : -1;
                position = from + (int) parser.currentLocation().getByteOffset();
                continue;
            }
            var start = from + (int) parser.currentTokenLocation().getByteOffset();
            JsonNode tree = reader.readTree(parser);
            position = from + (int) parser.currentLocation().getByteOffset();
            sink.value(tree, start, position);
            if (++values > MOST_VALUES) {
                return;
            }
            if (restarted) {
                // This parser does not know what is between values and would stumble over the next comma.
                skipSeparators();
                return;
            }
        }
        position = bytes.length;
    }

    private void skip(JacksonException damage, int from) {
        var read = damage.getLocation() == null ? 0 : damage.getLocation().getByteOffset();
        inVain += Math.max(0, read - (position - from));
        var before = position;
        skipSeparators();
        if (position == bytes.length || hasSeparator(before)) {
            // The parser stumbled over what is between records, as it may be between the elements of an array.
            separated = true;
            return;
        }
        if (isForeign(position)) {
            damaged(FOREIGN, nextLine());
            return;
        }
        var next = nextValue();
        damaged(reason(damage, from, next), next);
    }

    private void damaged(String reason, int next) {
        damages++;
        sink.damage(reason, position, next);
        position = next;
        skipSeparators();
    }

    private boolean hasSeparator(int from) {
        for (var at = from; at < position; at++) {
            if (!isSpace(bytes[at])) {
                return true;
            }
        }
        return false;
    }

    private void skipSeparators() {
        while (position < bytes.length && isSeparator(bytes[position])) {
            position++;
        }
    }

    private static boolean isSeparator(byte character) {
        return isSpace(character) || character == ',' || character == ']';
    }

    /// The next line that begins like records. There are line feeds also within what is compressed.
    private int nextLine() {
        for (var at = position + 1; at < bytes.length; at++) {
            if (bytes[at - 1] == '\n' && (bytes[at] == '{' || bytes[at] == '[') && !isForeign(at)) {
                return at;
            }
        }
        return bytes.length;
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

    private String reason(JacksonException damage, int from, int next) {
        var at = damage.getLocation() == null
                ? ""
                : " at byte " + (from + damage.getLocation().getByteOffset());
        return switch (damage) {
            case StreamConstraintsException _ -> "JSON nested too deeply or too large" + at;
            case UnexpectedEndOfInputException _ -> "JSON ends in the middle" + at;
            default -> (isUtf8(next) ? "not valid JSON" : "not UTF-8") + at;
        };
    }

    /// Jackson would take UTF-16 and UTF-32 as well, and then count characters where bytes are meant.
    private boolean isForeign(int from) {
        var most = Math.min(bytes.length, from + 4);
        for (var at = from; at < most; at++) {
            if (bytes[at] == 0 || bytes[at] == (byte) 0xfe || bytes[at] == (byte) 0xff) {
                return true;
            }
        }
        return Inflation.isGzip(bytes, from);
    }

    /// From the position to there, without making text of it all.
    private boolean isUtf8(int to) {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var in = ByteBuffer.wrap(bytes, position, to - position);
        var out = CharBuffer.allocate(4096);
        while (true) {
            var result = decoder.decode(in, out.clear(), true);
            if (result.isError()) {
                return false;
            }
            if (result.isUnderflow()) {
                return true;
            }
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
