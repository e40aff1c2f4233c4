package io.contactstatus.contact;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How a contact belongs to a chain, as the live sources and the other legs tell it.
///
/// @param initial the chain's first leg; null for the first leg itself, whatever a source calls it
/// @param previous null for the first leg
/// @param legs what legs have told of themselves: at the first leg, where legs that do not know of each other
///   meet, all of them; at another leg those that follow it
/// @param inherited at the other legs: what the first one handed down, by the leg that it is about
/// @param associates contacts of other chains that name this one as related
public record ChainLinks(
        @Nullable Latest<ContactId> initial,
        @Nullable Latest<ContactId> previous,
        @Nullable Latest<ContactId> related,
        SortedMap<ContactId, LegFacts> legs,
        SortedMap<ContactId, LegFacts> inherited,
        BoundedSet<ContactId> associates) {

    public static final int MOST_ASSOCIATES = 16;

    static final ChainLinks NONE = of(Collections.emptySortedMap(), Collections.emptySortedMap());

    /// Legs that one item holds. A chain longer than this is still found as a whole through the index; only the
    /// legs with the highest ids neither hand on nor inherit for certain.
    static final int MOST = 64;

    public ChainLinks {
        legs = Collections.unmodifiableSortedMap(bounded(legs));
        inherited = Collections.unmodifiableSortedMap(bounded(inherited));
    }

    static ChainLinks of(SortedMap<ContactId, LegFacts> legs, SortedMap<ContactId, LegFacts> inherited) {
        return new ChainLinks(null, null, null, legs, inherited, BoundedSet.none(MOST_ASSOCIATES));
    }

    /// What a contact's own records tell.
    static ChainLinks to(
            @Nullable Latest<ContactId> initial,
            @Nullable Latest<ContactId> previous,
            @Nullable Latest<ContactId> related) {
        return new ChainLinks(initial, previous, related, NONE.legs, NONE.inherited, NONE.associates);
    }

    static ChainLinks introducing(ContactId leg, LegFacts facts) {
        return of(new TreeMap<>(Collections.singletonMap(leg, facts)), Collections.emptySortedMap());
    }

    static ChainLinks inheriting(SortedMap<ContactId, LegFacts> known) {
        return of(Collections.emptySortedMap(), known);
    }

    static ChainLinks associating(ContactId other) {
        return new ChainLinks(
                null,
                null,
                null,
                Collections.emptySortedMap(),
                Collections.emptySortedMap(),
                BoundedSet.<ContactId>none(MOST_ASSOCIATES).with(other));
    }

    ChainLinks join(ChainLinks other) {
        if (equals(other)) {
            return this;
        }
        return new ChainLinks(
                Latest.of(initial, other.initial),
                Latest.of(previous, other.previous),
                Latest.of(related, other.related),
                joined(legs, other.legs),
                joined(inherited, other.inherited),
                associates.join(other.associates));
    }

    /// All that is known of other legs, wherever it was told.
    SortedMap<ContactId, LegFacts> known() {
        return joined(inherited, legs);
    }

    private static SortedMap<ContactId, LegFacts> joined(
            SortedMap<ContactId, LegFacts> one, SortedMap<ContactId, LegFacts> other) {
        if (other.isEmpty()) {
            return one;
        }
        var joined = new TreeMap<>(one);
        other.forEach((leg, facts) -> joined.merge(leg, facts, LegFacts::join));
        return joined;
    }

    private static SortedMap<ContactId, LegFacts> bounded(SortedMap<ContactId, LegFacts> all) {
        var kept = all;
        while (kept.size() > MOST) {
            kept = new TreeMap<>(kept);
            kept.pollLastEntry();
        }
        return kept;
    }
}
