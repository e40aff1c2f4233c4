package io.contactstatus.identity;

import java.text.Normalizer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A number or another identifier as it was typed, or as it stood where it was copied: in a link, a mail, a cell of a
/// table.
///
/// @param asWritten stripped only
/// @param text full-width characters have become ASCII and any dash a hyphen, and what was around it is off: `tel:`,
///   quotes, brackets
public record Pasted(String asWritten, String text) {

    private static final Pattern DASHES = Pattern.compile("[\\u2010-\\u2015\\u2212\\u30FC\\uFF0D\\uFF70\\u00AD]");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cc}]");

    private static final String CLOSING = "[\\s\"'`>\\]\\u00BB\\u2018-\\u201F\\u300D\\u300F,;.]";

    /// A run of signs is looked at once, wherever it stands: attributes are long, and others choose what is in them.
    private static final Pattern WRAPPING = Pattern.compile(
            "^[\\s\"'`<(\\[\\u00AB\\u2018-\\u201F\\u300C\\u300E]++(?=[^)]*$)|(?<!" + CLOSING + ")" + CLOSING + "++$");
    private static final Pattern TELEPHONE_LINK = Pattern.compile("(?i)(?:tel|callto|sms|sip):/*([^;?@]+)[;?@]?.*");
    private static final Pattern FROM_ABROAD = Pattern.compile("00([1-9][\\d\\s().-]{6,})");

    public static Pasted of(String raw) {
        var written = raw.strip();
        var plain = Normalizer.normalize(written, Normalizer.Form.NFKC);
        var text = INVISIBLE
                .matcher(DASHES.matcher(plain).replaceAll("-"))
                .replaceAll("")
                .strip();
        return new Pasted(written, unwrapped(text));
    }

    private static String unwrapped(String text) {
        var inner = WRAPPING.matcher(text).replaceAll("");
        var link = TELEPHONE_LINK.matcher(inner);
        return link.matches() ? link.group(1).strip() : inner;
    }

    /// What may be meant, the likeliest first: what is dialled from abroad begins with 00.
    public Stream<String> identifiers() {
        var abroad = FROM_ABROAD.matcher(text);
        return abroad.matches()
                ? Stream.of("+" + abroad.group(1), asWritten)
                : Stream.of(text, asWritten).distinct();
    }
}
