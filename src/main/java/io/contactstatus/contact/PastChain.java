package io.contactstatus.contact;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
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

        /// Gives what was said on that contact while it went on to the reader, in any order.
        void readSpeech(ContactId id, Consumer<Utterance> reader);
    }

    /// The histories, and of the contact itself also how it sounded: that is with what was said, and in its history
    /// only where Contact Lens has found something besides. Of other legs nobody asks it.
    private record WithSpeech(Contact contact, Histories histories) {

        boolean read(ContactId id, Consumer<Testimony> reader) {
            var isWhole = histories.read(id, reader);
            if (id.equals(contact.id()) && !contact.insights().isEmpty()) {
                var begin = contact.snapshot().timestamps().connectedToSystem();
                histories.readSpeech(id, said -> reader.accept(said.testimony(begin)));
            }
            return isWhole;
        }
    }

    /// The contact as it was at that moment. Empty before its first record that has a time.
    ///
    /// A contact that nothing was said of since is taken as it is known now: also what is not in its history any
    /// more was said before.
    ///
    /// @param contact as it is now
    public static Optional<Contact> asOf(Contact contact, Instant at, Instant now, Histories histories) {
        var told = new WithSpeech(contact, histories);
        var own = Heard.of(contact.id(), at, now, told);
        if (!own.hasBegun()) {
            return Optional.empty();
        }
        var chain = new PastChain();
        chain.hear(own.isUnknownHow() ? contact : own.contact);
        for (var leg : contact.otherLegs()) {
            var other = Heard.of(leg, at, now, told);
            chain.hear(other.contact);
            if (!other.isLater) {
                chain.remember(contact, leg, at);
            }
        }
        return Optional.of(chain.of(contact.id()));
    }

    /// The contact after each moment at which something changed it, in order; the first time when it had heard of
    /// itself, and the last time as it is now.
    ///
    /// @param most of what was said of it and of its other legs is told moment by moment; of more, some moments in
    ///   between are left out
    /// @return false when there were more
    public static boolean replay(
            Contact contact, Instant now, int most, Histories histories, BiConsumer<Instant, Contact> visitor) {
        var moments = new PastMoments(contact.id(), now, most);
        var told = new WithSpeech(contact, histories);
        var isWhole = told.read(contact.id(), moments);
        for (var leg : contact.otherLegs()) {
            told.read(leg, moments);
        }
        new Replay(contact, isWhole, moments).tell(visitor);
        return moments.areComplete();
    }

    private static final class Replay {

        private final PastChain chain = new PastChain();
        private final Contact contact;
        private final boolean isWhole;
        private final PastMoments moments;
        private boolean hasBegun;
        private Contact last;

        Replay(Contact contact, boolean isWhole, PastMoments moments) {
            this.contact = contact;
            this.isWhole = isWhole;
            this.moments = moments;
            last = Contact.unseen(contact.id());
        }

        void tell(BiConsumer<Instant, Contact> visitor) {
            moments.tell((at, facts, own) -> {
                hasBegun |= own;
                hear(at, facts);
                var next = chain.of(contact.id());
                if (hasBegun && !next.equals(last)) {
                    last = next;
                    visitor.accept(at, next);
                }
            });
        }

        private void hear(Instant at, Iterable<Contact> facts) {
            facts.forEach(chain::hear);
            if (!isWhole && isSilentSince(contact.id(), at)) {
                chain.hear(contact);
            }
            for (var leg : contact.otherLegs()) {
                if (isSilentSince(leg, at)) {
                    chain.remember(contact, leg, at);
                }
            }
        }

        private boolean isSilentSince(ContactId leg, Instant at) {
            return !moments.last(leg).isAfter(at);
        }
    }

    private Contact of(ContactId id) {
        return contacts.getOrDefault(id, Contact.unseen(id));
    }

    private void hear(Contact facts) {
        join(facts, null);
    }

    private void remember(Contact contact, ContactId leg, Instant at) {
        var known = contact.chain().known().get(leg);
        if (known != null
                && isAcquainted(contact.id(), leg)
                && (known.initiated() == null || !known.initiated().at().isAfter(at))) {
            hear(contact.rememberingOf(leg, known));
        }
    }

    /// Not where both are there, and it was told later that they belong together. Of a leg whose history is gone it is
    /// not known when that was.
    private boolean isAcquainted(ContactId contact, ContactId leg) {
        return !of(leg).isHeardOf()
                || of(contact).otherLegs().contains(leg)
                || of(leg).otherLegs().contains(contact);
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

        static Heard of(ContactId id, Instant at, Instant now, WithSpeech told) {
            var heard = new Heard(id, at, now);
            heard.isWhole = told.read(id, heard::read);
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
