package io.contactstatus.contact;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// What was said of a contact and of its other legs, by the moments at which it was said.
///
/// When there is too much of it, a moment is heard together with the next one, so that each moment that is left is told
/// as it was. The first one of the contact itself and the last one of all are always left, and what only flows and
/// Contact Lens tell goes before anything else.
final class PastMoments implements Consumer<Testimony> {

    private final ContactId contact;
    private final Instant now;
    private final int most;
    private final Map<ContactId, Instant> last = new HashMap<>();
    private NavigableMap<Instant, Said> moments = new TreeMap<>();
    private int held;
    private boolean complete = true;

    /// @param most pieces to be held, of a leg at a moment each
    PastMoments(ContactId contact, Instant now, int most) {
        this.contact = contact;
        this.now = now;
        this.most = most;
    }

    /// What was said since the moment before.
    private static final class Said {

        private final Instant from;
        private final Map<ContactId, Contact> facts = new HashMap<>();
        private boolean isMinor = true;

        Said(Instant from) {
            this.from = from;
        }

        void hear(Contact told) {
            facts.merge(told.id(), told, Contact::join);
        }

        /// The same with what was said before.
        Said after(Said earlier) {
            var both = new Said(earlier.from);
            earlier.facts.values().forEach(both::hear);
            facts.values().forEach(both::hear);
            both.isMinor = isMinor && earlier.isMinor;
            return both;
        }
    }

    @Override
    public void accept(Testimony testimony) {
        var at = testimony.isTimed(now) ? testimony.at() : Stamp.UNTIMED;
        last.merge(testimony.contactId(), at, (one, other) -> one.isAfter(other) ? one : other);
        var said = at(at);
        held -= said.facts.size();
        said.hear(testimony.facts());
        said.isMinor &= testimony.source() == Source.FLOW_LOG || testimony.source() == Source.CONTACT_LENS;
        held += said.facts.size();
        if (held > most) {
            thinOut();
        }
    }

    private Said at(Instant at) {
        var next = moments.ceilingEntry(at);
        return next != null && !next.getValue().from.isAfter(at)
                ? next.getValue()
                : moments.computeIfAbsent(at, Said::new);
    }

    /// By a quarter at least, so that it is not done for each one that comes.
    private void thinOut() {
        var enough = most - most / 4;
        while (held > enough && (thinsOut(said -> said.isMinor) || thinsOut(any -> true))) {
            complete = false;
        }
    }

    /// Of every second one at most. False when there is none that may be left out.
    private boolean thinsOut(Predicate<Said> dispensable) {
        var first = first();
        var left = new TreeMap<Instant, Said>();
        Said before = null;
        for (var moment : moments.entrySet()) {
            var at = moment.getKey();
            var said = moment.getValue();
            if (before != null) {
                left.put(at, said.after(before));
                before = null;
            } else if (dispensable.test(said)
                    && !at.equals(Stamp.UNTIMED)
                    && !at.equals(first)
                    && !at.equals(moments.lastKey())) {
                before = said;
            } else {
                left.put(at, said);
            }
        }
        var isThinner = left.size() < moments.size();
        moments = left;
        held = left.values().stream().mapToInt(said -> said.facts.size()).sum();
        return isThinner;
    }

    private Instant first() {
        return moments.entrySet().stream()
                .filter(moment -> tells(moment.getKey(), moment.getValue().facts))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(Stamp.UNTIMED);
    }

    private boolean tells(Instant at, Map<ContactId, Contact> facts) {
        return !at.equals(Stamp.UNTIMED) && facts.containsKey(contact);
    }

    boolean areComplete() {
        return complete;
    }

    /// When that leg was last spoken of.
    Instant last(ContactId leg) {
        return last.getOrDefault(leg, Stamp.UNTIMED);
    }

    /// In order.
    void tell(Listener listener) {
        moments.forEach((at, said) -> listener.hear(at, said.facts.values(), tells(at, said.facts)));
    }

    interface Listener {

        /// @param own whether the contact itself was spoken of, at a time that is known
        void hear(Instant at, Iterable<Contact> facts, boolean own);
    }
}
