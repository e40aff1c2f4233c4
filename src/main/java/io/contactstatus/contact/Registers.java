package io.contactstatus.contact;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A bounded map of registers, joined key by key.
///
/// Together with [Bounds] it keeps an item small. Dropping the *oldest* keys keeps the join
/// associative: a key that is dropped somewhere on the way has that many newer ones above it in every order.
public record Registers<T extends Comparable<? super T>>(SortedMap<String, Latest<T>> byKey, int most) {

    public Registers {
        byKey = Collections.unmodifiableSortedMap(newest(byKey, most));
    }

    public static <T extends Comparable<? super T>> Registers<T> none(int most) {
        return new Registers<>(Collections.emptySortedMap(), most);
    }

    Registers<T> join(Registers<T> other) {
        if (other.byKey.isEmpty()) {
            return this;
        }
        if (byKey.isEmpty()) {
            return other;
        }
        if (!other.addsTo(this)) {
            return this;
        }
        var joined = new TreeMap<>(byKey);
        other.byKey.forEach((key, latest) -> joined.merge(key, latest, Latest::laterOf));
        return new Registers<>(joined, most);
    }

    private boolean addsTo(Registers<T> other) {
        for (var entry : byKey.entrySet()) {
            var known = other.byKey.get(entry.getKey());
            if (known == null || !Latest.laterOf(known, entry.getValue()).equals(known)) {
                return true;
            }
        }
        return false;
    }

    private static <T extends Comparable<? super T>> SortedMap<String, Latest<T>> newest(
            SortedMap<String, Latest<T>> all, int most) {
        if (all.size() <= most) {
            return all;
        }
        var kept = new TreeMap<String, Latest<T>>();
        all.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Latest<T>> entry) ->
                                entry.getValue().stamp())
                        .thenComparing(Map.Entry::getKey)
                        .reversed())
                .limit(most)
                .forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
        return kept;
    }
}
