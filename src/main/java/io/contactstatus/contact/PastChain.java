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
    /// @param contact as it is now
    public static Optional<Contact> asOf(Contact contact, Instant at, Instant now, Histories histories) {
        var own = Heard.of(contact.id(), at, now, histories);
        if (!own.hasBegun()) {
            return Optional.empty();
        }
        var chain = new PastChain();
        chain.hear(own.isUnknownHow() ? contact : own.contact);
        for (var leg : contact.otherLegs()) {
            var other = Heard.of(leg, at, now, histories);
            chain.hear(other.contact);
            if (!other.isLater) {
                chain.remember(contact, leg, at);
            }
        }
        return Optional.of(chain.of(contact.id()));
    }

    private Contact of(ContactId id) {
        return contacts.getOrDefault(id, Contact.unseen(id));
    }

    private void hear(Contact facts) {
        join(facts, null);
    }

    private void remember(Contact contact, ContactId leg, Instant at) {
        var known = contact.chain().known().get(leg);
        if (known != null && (known.initiated() == null || !known.initiated().at().isAfter(at))) {
            hear(contact.rememberingOf(leg, known));
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
        private final Instant now;
        private Contact contact;
        private boolean isTimed;
        private boolean isEarlier;
        private boolean isLater;
        private boolean isWhole;

        private Heard(ContactId id, Instant at, Instant now) {
            this.at = at;
            this.now = now;
            contact = Contact.unseen(id);
        }

        static Heard of(ContactId id, Instant at, Instant now, Histories histories) {
            var heard = new Heard(id, at, now);
            heard.isWhole = histories.read(id, heard::read);
            return heard;
        }

        private void read(Testimony testimony) {
            var timed = testimony.isTimed(now);
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
