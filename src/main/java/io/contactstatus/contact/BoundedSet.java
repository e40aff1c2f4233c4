package io.contactstatus.contact;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A set that joins by union and keeps no more than its greatest elements, which are the newest ones.
///
/// A set, because counting any other way would count a repeated record twice. Dropping the *least* keeps the join
/// associative: an element that is dropped somewhere on the way has that many greater ones above it in every
/// order.
public record BoundedSet<T extends Comparable<? super T>>(SortedSet<T> elements, int most) {

    public BoundedSet {
        elements = Collections.unmodifiableSortedSet(greatest(elements, most));
    }

    public static <T extends Comparable<? super T>> BoundedSet<T> none(int most) {
        return new BoundedSet<T>(Collections.emptySortedSet(), most);
    }

    BoundedSet<T> with(T element) {
        if (elements.contains(element)) {
            return this;
        }
        var more = elements.isEmpty() ? new TreeSet<T>() : new TreeSet<>(elements);
        more.add(element);
        return new BoundedSet<>(more, most);
    }

    BoundedSet<T> join(BoundedSet<T> other) {
        if (other.elements.isEmpty()) {
            return this;
        }
        if (elements.isEmpty()) {
            return other;
        }
        if (elements.containsAll(other.elements)) {
            return this;
        }
        var joined = new TreeSet<>(elements);
        joined.addAll(other.elements);
        return new BoundedSet<>(joined, most);
    }

    public boolean isEmpty() {
        return elements.isEmpty();
    }

    Stream<T> stream() {
        return elements.stream();
    }

    private static <T extends Comparable<? super T>> SortedSet<T> greatest(SortedSet<T> all, int most) {
        var kept = all;
        while (kept.size() > most) {
            kept = new TreeSet<>(kept);
            kept.removeFirst();
        }
        return kept;
    }
}
