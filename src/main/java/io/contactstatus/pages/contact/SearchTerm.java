package io.contactstatus.pages.contact;

import io.contactstatus.contact.ContactId;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What was typed or pasted into the search field.
///
/// @param asWritten stripped only
/// @param text normalised: full-width characters become ASCII, and any dash becomes a hyphen
public record SearchTerm(String asWritten, String text) {

    private static final int LONGEST = 512;
    private static final Pattern DASHES = Pattern.compile("[\\u2010-\\u2015\\u2212\\u30FC\\uFF0D\\uFF70\\u00AD]");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cc}]");

    private static final Pattern WRAPPING = Pattern.compile(
            "^[\\s\"'`<(\\[\\u00AB\\u2018-\\u201F\\u300C\\u300E]+(?=[^)]*$)|[\\s\"'`>\\]\\u00BB\\u2018-\\u201F\\u300D\\u300F,;.]+$");
    private static final Pattern TELEPHONE_LINK = Pattern.compile("(?i)(?:tel|callto|sms|sip):/*([^;?@]+)[;?@]?.*");
    private static final Pattern FROM_ABROAD = Pattern.compile("00([1-9][\\d\\s().-]{6,})");

    /// A link to a contact: a page or the API, of this service or of Amazon Connect.
    private static final Pattern LINK =
            Pattern.compile("(?i)https?://.*?/(?:contacts|contact-trace-records/details|contact-details)/([^/?#]+).*");

    static SearchTerm of(String asked) {
        var written = (asked.length() > LONGEST ? asked.substring(0, LONGEST) : asked).strip();
        var plain = Normalizer.normalize(written, Normalizer.Form.NFKC);
        var text = INVISIBLE
                .matcher(DASHES.matcher(plain).replaceAll("-"))
                .replaceAll("")
                .strip();
        return new SearchTerm(written, unwrapped(text));
    }

    /// As it stands in links, in mails and in cells of a table: `tel:`, quotes, brackets around it.
    private static String unwrapped(String text) {
        var inner = WRAPPING.matcher(text).replaceAll("");
        var link = TELEPHONE_LINK.matcher(inner);
        return link.matches() ? link.group(1).strip() : inner;
    }

    /// How a customer may be meant, the likeliest first: what is dialled from abroad begins with 00.
    Stream<String> identifiers() {
        var abroad = FROM_ABROAD.matcher(text);
        return abroad.matches()
                ? Stream.of("+" + abroad.group(1), asWritten)
                : Stream.of(text, asWritten).distinct();
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    /// Whether it can be a contact id.
    public boolean isId() {
        return ids().findAny().isPresent();
    }

    /// As written, and in lower case as Amazon Connect writes ids.
    Stream<ContactId> ids() {
        var id = linked();
        return Stream.of(id, id.toLowerCase(Locale.ROOT))
                .distinct()
                .filter(ContactId::isValid)
                .map(ContactId::new);
    }

    private String linked() {
        var link = LINK.matcher(text);
        if (!link.matches()) {
            return text;
        }
        try {
            return URLDecoder.decode(link.group(1).replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return link.group(1);
        }
    }
}
