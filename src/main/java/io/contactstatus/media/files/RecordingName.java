package io.contactstatus.media.files;

import io.contactstatus.media.matroska.Side;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the files of one recording are called: by the contact and the time of the first sample.
///
/// @param value the contact's id, percent-encoded, an underscore and the time
public record RecordingName(String value) {

    private static final DateTimeFormatter START =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern TIME = Pattern.compile("_(\\d{8}T\\d{9}Z)(?:-cu\\.wav|-op\\.wav|\\.json|/\\d+)$");
    private static final String PARTS = "parts/";
    private static final String REPAIRS = "repairs/";
    private static final Pattern ANY = Pattern.compile(
            "(?:" + PARTS + "|" + REPAIRS + ")?([^/]*_\\d{8}T\\d{9}Z)(?:-cu\\.wav|-op\\.wav|\\.json|/\\d+)");

    public static RecordingName of(String contactId, long startMillis) {
        return new RecordingName(encoded(contactId) + "_" + START.format(Instant.ofEpochMilli(startMillis)));
    }

    /// What the keys of all parts of a contact's recordings begin with.
    static String partsOf(String contactId) {
        return PARTS + encoded(contactId) + "_";
    }

    /// What the keys of everything that belongs to a contact's recordings begin with.
    static List<String> allOf(String contactId) {
        return List.of(encoded(contactId) + "_", partsOf(contactId), REPAIRS + encoded(contactId) + "_");
    }

    /// The recording that a key belongs to; empty for keys of anything else.
    static Optional<RecordingName> ofAny(String key) {
        var name = ANY.matcher(key);
        return name.matches() ? Optional.of(new RecordingName(name.group(1))) : Optional.empty();
    }

    /// Empty for keys of anything else.
    public static Optional<RecordingName> ofPart(String key) {
        var slash = key.lastIndexOf('/');
        return key.startsWith(PARTS) && slash > PARTS.length()
                ? Optional.of(new RecordingName(key.substring(PARTS.length(), slash)))
                : Optional.empty();
    }

    /// The time in the name of anything that belongs to a recording.
    public static Optional<Instant> startOf(String key) {
        var time = TIME.matcher(key);
        return time.find() ? Optional.of(START.parse(time.group(1), Instant::from)) : Optional.empty();
    }

    /// What the keys of all pieces of a repair begin with.
    String repairs() {
        return REPAIRS + value + "/";
    }

    String repair(int number) {
        return repairs() + "%08d".formatted(number);
    }

    String parts() {
        return PARTS + value + "/";
    }

    String part(int number) {
        return parts() + "%08d".formatted(number);
    }

    public String wav(Side side) {
        return switch (side) {
            case CUSTOMER -> value + "-cu.wav";
            case AGENT -> value + "-op.wav";
        };
    }

    public String json() {
        return value + ".json";
    }

    private static String encoded(String contactId) {
        var encoded = new StringBuilder();
        for (var octet : contactId.getBytes(StandardCharsets.UTF_8)) {
            var c = (char) (octet & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || c == '-' || c == '.')) {
                encoded.append(c);
            } else {
                encoded.append("%%%02X".formatted((int) c));
            }
        }
        return encoded.toString();
    }
}
