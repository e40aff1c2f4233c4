package io.contactstatus.pages.card;

import io.contactstatus.contact.Attribution;
import io.contactstatus.pages.Called;
import io.contactstatus.pages.Span;
import io.contactstatus.view.ContactView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of one contact and its chain, as the fragments of `contact-parts.html` show it: `head(card)`,
/// `facts(card)`, `freshness(card)`, `timeline(card)`, `attributes(card)` and `chain(card)`. [ContactCards]
/// makes it.
///
/// Everything in it is masked already, for the viewer it was made for.
///
/// @param direction who began it: a message key below `contact.direction`
/// @param facts in the order in which they are shown
/// @param legs all of the chain, with the contact itself, oldest first
public record ContactCard(
        ContactView contact,
        String direction,
        List<Line> facts,
        List<Entry> attributes,
        List<Entry> tags,
        Freshness freshness,
        TimeBar timeline,
        List<ChainLeg> legs) {

    /// When the running duration began; null if none is running.
    public @Nullable Instant wholeSince() {
        return Span.wholeSince(contact.phase(), contact.phaseSince(), contact.durationSeconds());
    }

    /// One fact and its source. Its value is in one or two of the components.
    ///
    /// @param name message key below `contact.fact`
    /// @param wordKey message key of the code; without such a message the code itself is shown
    /// @param code as Amazon Connect writes it
    /// @param called of a queue or an agent, instead of a text
    public record Line(
            String name,
            @Nullable String wordKey,
            @Nullable String text,
            @Nullable String code,
            @Nullable Instant at,
            @Nullable Integer seconds,
            @Nullable Attribution told,
            @Nullable Called called) {

        Line(
                String name,
                @Nullable String wordKey,
                @Nullable String text,
                @Nullable String code,
                @Nullable Instant at,
                @Nullable Integer seconds,
                @Nullable Attribution told) {
            this(name, wordKey, text, code, at, seconds, told, null);
        }
    }

    /// An attribute or a tag.
    public record Entry(String key, String value, @Nullable Attribution told) {}
}
