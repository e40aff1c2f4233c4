package io.contactstatus.contact;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/// Every order in which things may arrive.
final class Permutations {

    private Permutations() {}

    static <T> void each(List<T> all, Consumer<List<T>> visit) {
        folded(all, List.<T>of(), Permutations::with, visit);
    }

    /// Shows the result of every order, sharing the work of common beginnings.
    static <T, R> void folded(List<T> left, R start, BiFunction<R, T, R> step, Consumer<R> visit) {
        if (left.isEmpty()) {
            visit.accept(start);
            return;
        }
        for (var index = 0; index < left.size(); index++) {
            var others = new ArrayList<>(left);
            var next = others.remove(index);
            folded(others, step.apply(start, next), step, visit);
        }
    }

    private static <T> List<T> with(List<T> list, T one) {
        var longer = new ArrayList<>(list);
        longer.add(one);
        return longer;
    }
}
