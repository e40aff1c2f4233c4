package io.contactstatus.pages;

import io.contactstatus.contact.Attribution;
import io.contactstatus.view.ContactView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of one contact and its chain, as the fragments of `contact-parts.html` show it: `head(card)`,
/// `facts(card)`, `freshness(card)`, `timeline(card)`, `attributes(card)` and `chain(card)`. [ContactDesk]
/// makes it.
///
/// Everything in it may be shown to the one it was made for; nothing has to be masked any more.
///
/// @param direction key of the word for who began it, below `contact.direction`
/// @param facts what is known, in the order in which it is shown
/// @param legs all of the chain, the contact itself among them, oldest first
public record ContactCard(
        ContactView contact,
        String direction,
        List<Line> facts,
        List<Entry> attributes,
        List<Entry> tags,
        Freshness freshness,
        TimeBar timeline,
        List<ChainLeg> legs) {

    /// From when on its whole time counts; null where it does not.
    public @Nullable Instant wholeSince() {
        return Span.wholeSince(contact.phase(), contact.phaseSince(), contact.durationSeconds());
    }

    /// One fact and where it comes from. What it is, is in one or two of its parts.
    ///
    /// @param name key of its name, below `contact.fact`
    /// @param wordKey of a message that may not be there: then the code is shown as it is
    /// @param code as Amazon Connect writes it
    public record Line(
            String name,
            @Nullable String wordKey,
            @Nullable String text,
            @Nullable String code,
            @Nullable Instant at,
            @Nullable Integer seconds,
            @Nullable Attribution told) {}

    /// An attribute or a tag.
    public record Entry(String key, String value, @Nullable Attribution told) {}
}
