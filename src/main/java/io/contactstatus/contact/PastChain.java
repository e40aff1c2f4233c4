package io.contactstatus.contact;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The contacts of a chain as they were: each hears no more than what was said until then, and tells the others what it
/// would have told them.
///
/// What a leg learnt from others is read from *their* histories. So it costs no write, and does not depend on the
/// order in which the legs' records came.
public final class PastChain {

    private final Map<ContactId, Contact> contacts = new HashMap<>();

    private PastChain() {}

    /// Where the testimonies are kept.
    public interface Histories {

        /// Gives all testimonies of that contact to the reader, in any order.
        ///
        /// @return false when there is some of which only is known that it was given, and when
        boolean read(ContactId id, Consumer<Testimony> reader);
    }

    /// The contact as it was at that moment. Empty before its first record that has a time.
    ///
    /// A contact that nothing was said of since is taken as it is known now: also what is not in its history any more
    /// was said before.
    ///
    /// @param latest what is dated later is of a wrong clock, and counts as without a time
    public static Optional<Contact> asOf(Contact now, Instant at, Instant latest, Histories histories) {
        var own = Heard.of(now.id(), at, latest, histories);
        if (!own.hasBegun()) {
            return Optional.empty();
        }
        var chain = new PastChain();
        chain.hear(own.isUnknownHow() ? now : own.contact);
        for (var leg : now.otherLegs()) {
            var other = Heard.of(leg, at, latest, histories);
            chain.hear(other.contact);
            if (!other.isLater) {
                chain.remember(now, leg, at);
            }
        }
        return Optional.of(chain.of(now.id()));
    }

    private Contact of(ContactId id) {
        return contacts.getOrDefault(id, Contact.unseen(id));
    }

    private void hear(Contact facts) {
        join(facts, null);
    }

    private void remember(Contact now, ContactId leg, Instant at) {
        var known = now.chain().known().get(leg);
        if (known != null && (known.initiated() == null || !known.initiated().at().isAfter(at))) {
            hear(now.rememberingOf(leg, known));
        }
    }

    private Contact join(Contact facts, @Nullable ContactId teller) {
        var held = of(facts.id());
        var joined = held.join(facts);
        if (!joined.equals(held)) {
            contacts.put(facts.id(), Introductions.made(held, joined, teller, this::join));
        }
        return of(facts.id());
    }

    /// What one contact had heard by itself.
    private static final class Heard {

        private final Instant at;
        private final Instant latest;
        private Contact contact;
        private boolean isTimed;
        private boolean isEarlier;
        private boolean isLater;
        private boolean isWhole;

        private Heard(ContactId id, Instant at, Instant latest) {
            this.at = at;
            this.latest = latest;
            contact = Contact.unseen(id);
        }

        static Heard of(ContactId id, Instant at, Instant latest, Histories histories) {
            var heard = new Heard(id, at, latest);
            heard.isWhole = histories.read(id, heard::read);
            return heard;
        }

        private void read(Testimony testimony) {
            var timed = testimony.isTimed(latest);
            var later = timed && testimony.at().isAfter(at);
            isTimed |= timed;
            isLater |= later;
            isEarlier |= timed && !later;
            if (!later) {
                contact = contact.join(testimony.facts());
            }
        }

        boolean hasBegun() {
            return contact.isHeardOf() && (isEarlier || !isTimed);
        }

        boolean isUnknownHow() {
            return !isWhole && !isLater;
        }
    }
}
