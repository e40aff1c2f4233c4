package io.contactstatus.pages;

import io.contactstatus.contact.ContactId;
import io.contactstatus.identity.Pasted;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What was typed or pasted where a contact or a customer is looked for.
public record SearchTerm(Pasted pasted) {

    private static final int LONGEST = 512;

    /// More digits than anybody remembers of a number.
    private static final int LAST_DIGITS = 4;

    /// A link to a contact: a page or the API, of this service or of Amazon Connect.
    private static final Pattern LINK =
            Pattern.compile("(?i)https?://.*?/(?:contacts|contact-trace-records/details|contact-details)/([^/?#]+).*");

    /// As Amazon Connect makes ids. In an ARN the last one is the contact's.
    private static final Pattern UUID =
            Pattern.compile("(?i).*(?<![0-9a-f])([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![0-9a-f]).*");

    public static SearchTerm of(String asked) {
        return new SearchTerm(Pasted.of(asked.length() > LONGEST ? asked.substring(0, LONGEST) : asked));
    }

    public String asWritten() {
        return pasted.asWritten();
    }

    public String text() {
        return pasted.text();
    }

    /// How a customer may be meant, the likeliest first.
    Stream<String> identifiers() {
        return pasted.identifiers();
    }

    public boolean isEmpty() {
        return text().isEmpty();
    }

    /// Whether it can be a contact id.
    public boolean isId() {
        return ids().findAny().isPresent();
    }

    /// Whether it is more of a number than its last digits.
    public boolean isWholeNumber() {
        return text().matches("[+0-9 ().-]+") && text().replaceAll("[^0-9]", "").length() > LAST_DIGITS;
    }

    /// As written, and in lower case as Amazon Connect writes ids.
    Stream<ContactId> ids() {
        var id = linked();
        return Stream.of(id, id.toLowerCase(Locale.ROOT))
                .distinct()
                .filter(ContactId::isValid)
                .map(ContactId::new);
    }

    /// An id as Amazon Connect makes them, wherever it stands in the text: such a one can be waited for.
    public Optional<ContactId> made() {
        return Stream.of(linked(), text())
                .map(UUID::matcher)
                .filter(found -> found.matches())
                .map(found -> new ContactId(found.group(1).toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    private String linked() {
        var link = LINK.matcher(text());
        if (!link.matches()) {
            return text();
        }
        try {
            return URLDecoder.decode(link.group(1).replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return link.group(1);
        }
    }
}
