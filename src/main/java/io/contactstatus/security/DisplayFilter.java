package io.contactstatus.security;

import io.contactstatus.contact.Phase;
import io.contactstatus.contact.Status;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// What a display shows, as in the address of the board. A filter that the board does not understand would show a
/// screen full of errors, or nothing, so the service does not start with it.
final class DisplayFilter {

    private static final Set<String> TRUE_OR_FALSE = Set.of("true", "false");

    private static final char UNREADABLE = '\uFFFD';

    private DisplayFilter() {}

    /// Parameters and their values.
    ///
    /// @throws IllegalArgumentException when one is there twice, or cannot be read
    static Map<String, String> of(String filter) {
        var parameters = new LinkedHashMap<String, String>();
        for (var part : filter.split("&", -1)) {
            var at = part.indexOf('=');
            if (at > 0) {
                var value = URLDecoder.decode(part.substring(at + 1), StandardCharsets.UTF_8);
                if (parameters.put(part.substring(0, at), value) != null) {
                    throw new IllegalArgumentException("a parameter is there twice");
                }
            }
        }
        return parameters;
    }

    /// Whether each parameter is there once, with a value that can be.
    static boolean isKnown(String filter) {
        try {
            return of(filter).entrySet().stream().allMatch(part -> isKnown(part.getKey(), part.getValue()));
        } catch (IllegalArgumentException broken) {
            return false;
        }
    }

    private static boolean isKnown(String name, String value) {
        if (value.isBlank() || value.indexOf(UNREADABLE) >= 0) {
            return false;
        }
        return switch (name) {
            case "status" -> isOneOf(Status.values(), value);
            case "phase" -> isOneOf(Phase.Kind.values(), value);
            case "callback" -> TRUE_OR_FALSE.contains(value);
            default -> true;
        };
    }

    private static boolean isOneOf(Enum<?>[] all, String value) {
        return Arrays.stream(all).anyMatch(one -> one.name().equals(value));
    }
}
