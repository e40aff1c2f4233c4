package io.contactstatus.contact;

import java.time.Instant;

/// When something became true, and which source says so. Never when we heard of it.
///
/// @param at the event's own time
/// @param rank how far along its life the contact was; settles two events of the same millisecond
public record Stamp(Instant at, int rank, Source source) implements Comparable<Stamp> {

    /// For facts that come without a time. Amazon Connect writes one millisecond after this for "not yet", so no
    /// real event is ever this old.
    public static final Instant UNTIMED = Instant.EPOCH;

    public static Stamp of(Instant at, Source source) {
        return new Stamp(at, 0, source);
    }

    @Override
    public int compareTo(Stamp other) {
        // By hand: a chain of comparators is most of the cost of a join.
        var order = at.compareTo(other.at);
        if (order == 0) {
            order = Integer.compare(rank, other.rank);
        }
        return order != 0 ? order : source.compareTo(other.source);
    }
}
