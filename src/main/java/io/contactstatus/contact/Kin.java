package io.contactstatus.contact;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How a contact belongs to a chain, as the live sources and the other legs tell it.
///
/// @param initial the chain's first leg; null for the first leg itself, whatever a source calls it
/// @param previous null for the first leg
/// @param handedTo the leg that followed, told by that leg; of several the one that took the customer over
/// @param legs at the first leg, where legs that do not know of each other meet: all that introduced themselves, each
///   with what it knows of the customer
/// @param inherited at the other legs: what the first one handed down, by the leg that knows it
public record Kin(
        @Nullable Latest<ContactId> initial,
        @Nullable Latest<ContactId> previous,
        @Nullable Latest<ContactId> related,
        @Nullable Latest<Leg> handedTo,
        SortedMap<ContactId, Identity> legs,
        SortedMap<ContactId, Identity> inherited) {

    static final Kin NONE = of(Collections.emptySortedMap(), Collections.emptySortedMap());

    /// Legs whose identities one item holds. A chain longer than this is still found as a whole through the
    /// index; only the legs with the highest ids neither hand on nor inherit for certain.
    static final int MOST = 64;

    /// A following leg and why it was made.
    public record Leg(ContactId id, String initiationMethod) implements Comparable<Leg> {

        /// Whether the customer, still waiting, went on to this leg: by transfer or by asking to be called back.
        boolean tookOver() {
            return rank(initiationMethod) > 0;
        }

        /// Of the legs that follow a contact the one with the highest rank is told of: a leg for monitoring, or for
        /// what is to be done after the end, must not hide the one that took the customer over.
        static int rank(String initiationMethod) {
            if (isTransfer(initiationMethod)) {
                return 2;
            }
            return initiationMethod.equals("CALLBACK") ? 1 : 0;
        }

        boolean isTransfer() {
            return isTransfer(initiationMethod);
        }

        static boolean isTransfer(String initiationMethod) {
            return initiationMethod.equals("TRANSFER") || initiationMethod.equals("QUEUE_TRANSFER");
        }

        @Override
        public int compareTo(Leg other) {
            var order = id.compareTo(other.id);
            return order != 0 ? order : initiationMethod.compareTo(other.initiationMethod);
        }
    }

    public Kin {
        legs = Collections.unmodifiableSortedMap(bounded(legs));
        inherited = Collections.unmodifiableSortedMap(bounded(inherited));
    }

    static Kin of(SortedMap<ContactId, Identity> legs, SortedMap<ContactId, Identity> inherited) {
        return new Kin(null, null, null, null, legs, inherited);
    }

    /// @param method how the leg says it was made. Its stamp goes along, so that what the leg learns about itself
    ///   later replaces what it told before
    static Kin handedTo(ContactId leg, Latest<String> method) {
        var told = new Latest<>(new Leg(leg, method.value()), method.stamp());
        return new Kin(null, null, null, told, NONE.legs, NONE.inherited);
    }

    Kin join(Kin other) {
        if (equals(other)) {
            return this;
        }
        return new Kin(
                Latest.of(initial, other.initial),
                Latest.of(previous, other.previous),
                Latest.of(related, other.related),
                Latest.of(handedTo, other.handedTo),
                joined(legs, other.legs),
                joined(inherited, other.inherited));
    }

    private static SortedMap<ContactId, Identity> joined(
            SortedMap<ContactId, Identity> one, SortedMap<ContactId, Identity> other) {
        if (other.isEmpty()) {
            return one;
        }
        var joined = new TreeMap<>(one);
        other.forEach((leg, identity) -> joined.merge(leg, identity, Identity::join));
        return joined;
    }

    private static SortedMap<ContactId, Identity> bounded(SortedMap<ContactId, Identity> all) {
        var kept = all;
        while (kept.size() > MOST) {
            kept = new TreeMap<>(kept);
            kept.pollLastEntry();
        }
        return kept;
    }
}
