package io.contactstatus.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One parameter of a query, as it was sent. Asking the request for its parameters would read a body that is sent as
/// a form, and throws when an encoding is broken.
record QueryParameter(String rawName, String rawValue) {

    /// Only what looks like a name is repeated in an error: anything else may be a phone number.
    private static final Pattern NAME = Pattern.compile("(?!.*[0-9]{5})[A-Za-z][A-Za-z0-9_.\\-]{0,63}");

    /// As Spring Security has it, which throws only when the parameters or the headers are asked for.
    private static final Pattern READABLE = Pattern.compile("[\\p{IsAssigned}&&[^\\p{IsControl}]]*");

    /// Without control characters.
    static boolean isReadable(String text) {
        return isPrintableAscii(text) || READABLE.matcher(text).matches();
    }

    /// As nearly all texts are, and is sooner seen.
    private static boolean isPrintableAscii(String text) {
        for (var index = 0; index < text.length(); index++) {
            if (text.charAt(index) < ' ' || text.charAt(index) > '~') {
                return false;
            }
        }
        return true;
    }

    static Stream<QueryParameter> in(@Nullable String query) {
        return query == null
                ? Stream.empty()
                : Arrays.stream(query.split("&"))
                        .filter(part -> !part.isEmpty())
                        .map(QueryParameter::of);
    }

    private static QueryParameter of(String part) {
        var end = part.indexOf('=');
        return end < 0
                ? new QueryParameter(part, "")
                : new QueryParameter(part.substring(0, end), part.substring(end + 1));
    }

    /// Whether it has a name that can be read, and is percent-encoded UTF-8.
    boolean isWellFormed() {
        return !rawName.isEmpty()
                && decoded(rawName).filter(QueryParameter::isReadable).isPresent()
                && decoded(rawValue).isPresent();
    }

    /// As it was sent where it cannot be decoded.
    String name() {
        return decoded(rawName).orElse(rawName);
    }

    /// For an error message.
    String shownName() {
        return NAME.matcher(name()).matches() ? name() : "a parameter";
    }

    /// [java.net.URLDecoder] would replace what is no UTF-8.
    private static Optional<String> decoded(String raw) {
        var bytes = new ByteArrayOutputStream(raw.length());
        for (var index = 0; index < raw.length(); index++) {
            var character = raw.charAt(index);
            if (character == '%') {
                if (index + 2 >= raw.length()) {
                    return Optional.empty();
                }
                var high = Character.digit(raw.charAt(index + 1), 16);
                var low = Character.digit(raw.charAt(index + 2), 16);
                if (high < 0 || low < 0) {
                    return Optional.empty();
                }
                bytes.write(high << 4 | low);
                index += 2;
            } else {
                bytes.write(character == '+' ? ' ' : character);
            }
        }
        try {
            var decoder = StandardCharsets.UTF_8.newDecoder();
            return Optional.of(
                    decoder.decode(ByteBuffer.wrap(bytes.toByteArray())).toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }
}
