package io.contactstatus.contact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
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
    }

    /// The contact as it was at that moment. Empty before its first record that has a time.
    ///
    /// A contact that nothing was said of since is taken as it is known now: also what is not in its history any
    /// more was said before.
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

    /// The contact after each moment at which something changed it, in order; the first time when it had heard of
    /// itself.
    ///
    /// @param most testimonies of it and of its other legs together that are told; of more, those read first
    /// @return false when there were more
    public static boolean replay(
            Contact contact, Instant now, int most, Histories histories, BiConsumer<Instant, Contact> visitor) {
        var all = new ArrayList<Testimony>();
        var complete = true;
        var legs = new ArrayList<ContactId>(List.of(contact.id()));
        legs.addAll(contact.otherLegs());
        for (var leg : legs) {
            var more = new Bounded(all, most);
            histories.read(leg, more);
            complete &= !more.isFull;
        }
        new Replay(contact, now, all).tell(visitor);
        return complete;
    }

    private static final class Bounded implements Consumer<Testimony> {

        private final List<Testimony> all;
        private final int most;
        private boolean isFull;

        Bounded(List<Testimony> all, int most) {
            this.all = all;
            this.most = most;
        }

        @Override
        public void accept(Testimony testimony) {
            if (all.size() < most) {
                all.add(testimony);
            } else {
                isFull = true;
            }
        }
    }

    private static final class Replay {

        private final PastChain chain = new PastChain();
        private final Contact contact;
        private final NavigableMap<Instant, List<Testimony>> moments = new TreeMap<>();
        private final Map<ContactId, Instant> silentSince = new TreeMap<>();

        Replay(Contact contact, Instant now, List<Testimony> all) {
            this.contact = contact;
            contact.otherLegs().forEach(leg -> silentSince.put(leg, Stamp.UNTIMED));
            for (var testimony : all) {
                var at = testimony.isTimed(now) ? testimony.at() : Stamp.UNTIMED;
                moments.computeIfAbsent(at, any -> new ArrayList<>()).add(testimony);
                silentSince.computeIfPresent(testimony.contactId(), (leg, last) -> at.isAfter(last) ? at : last);
            }
        }

        void tell(BiConsumer<Instant, Contact> visitor) {
            var hasBegun = false;
            var last = Contact.unseen(contact.id());
            for (var moment : moments.entrySet()) {
                var at = moment.getKey();
                for (var testimony : moment.getValue()) {
                    chain.hear(testimony.facts());
                    hasBegun |= testimony.contactId().equals(contact.id()) && !at.equals(Stamp.UNTIMED);
                }
                silentSince.forEach((leg, since) -> {
                    if (!since.isAfter(at)) {
                        chain.remember(contact, leg, at);
                    }
                });
                var next = chain.of(contact.id());
                if (hasBegun && !next.equals(last)) {
                    last = next;
                    visitor.accept(at, next);
                }
            }
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
