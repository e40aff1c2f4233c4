package io.contactstatus.pages;

import io.contactstatus.contact.ContactId;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What somebody has typed or pasted to find something by.
///
/// @param asWritten without the spaces around it
/// @param text with full-width letters, digits and spaces made plain, and any dash made a hyphen
public record Search(String asWritten, String text) {

    private static final int LONGEST = 512;
    private static final Pattern DASHES = Pattern.compile("[\\u2010-\\u2015\\u2212\\u30FC\\uFF0D\\uFF70\\u00AD]");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cc}]");

    /// Of a page or of the API, of this service or of Amazon Connect itself.
    private static final Pattern LINK =
            Pattern.compile("(?i)https?://.*?/(?:contacts|contact-trace-records/details|contact-details)/([^/?#]+).*");

    static Search of(String asked) {
        var written = (asked.length() > LONGEST ? asked.substring(0, LONGEST) : asked).strip();
        var plain = Normalizer.normalize(written, Normalizer.Form.NFKC);
        var text = INVISIBLE
                .matcher(DASHES.matcher(plain).replaceAll("-"))
                .replaceAll("")
                .strip();
        return new Search(written, text);
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    /// Whether it was looked for as a contact at all.
    public boolean isId() {
        return ids().findAny().isPresent();
    }

    /// What it may be the id of. Amazon Connect writes its ids in lower case.
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
