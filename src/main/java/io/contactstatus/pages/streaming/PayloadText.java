package io.contactstatus.pages.streaming;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A payload for people to read: as text, or as a hex dump.
///
/// @param whole false if it was cut
public record PayloadText(String text, boolean binary, boolean whole) {

    private static final int MOST = 64 * 1024;
    private static final int MOST_BINARY = 2 * 1024;
    private static final int LINE = 16;

    static PayloadText of(byte[] payload) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload))
                    .toString();
            if (text.chars().noneMatch(PayloadText::isControl)) {
                return new PayloadText(cut(text), false, text.length() <= MOST);
            }
        } catch (CharacterCodingException binary) {
            // No text: a hex dump.
        }
        return new PayloadText(hex(payload), true, payload.length <= MOST_BINARY);
    }

    private static boolean isControl(int character) {
        return Character.isISOControl(character) && !Character.isWhitespace(character);
    }

    private static String cut(String text) {
        if (text.length() <= MOST) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(MOST - 1)) ? MOST - 1 : MOST);
    }

    private static String hex(byte[] payload) {
        var lines = (Math.min(payload.length, MOST_BINARY) + LINE - 1) / LINE;
        return IntStream.range(0, lines)
                .mapToObj(line -> line(payload, line * LINE))
                .collect(Collectors.joining("\n"));
    }

    private static String line(byte[] payload, int start) {
        var bytes = Arrays.copyOfRange(payload, start, Math.min(start + LINE, payload.length));
        var visible = new StringBuilder();
        for (var one : bytes) {
            visible.append(one >= ' ' && one < 127 ? (char) one : '.');
        }
        return "%06x  %-47s  %s".formatted(start, HexFormat.ofDelimiter(" ").formatHex(bytes), visible);
    }
}
