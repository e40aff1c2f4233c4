package io.contactstatus.pages;

import io.contactstatus.store.DeadLetter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Some dead letters, newest first.
///
/// @param from a cursor, where they begin; null for the newest
/// @param next a cursor, where the older ones begin; null where there are none
/// @param reasons that several of them share, and how many
/// @param seen stands for exactly these letters
public record Letters(
        List<DeadLetter> items,
        @Nullable String from,
        @Nullable String next,
        List<Reason> reasons,
        String seen) {

    public record Reason(String text, long count) {}

    static Letters of(List<DeadLetter> items, @Nullable String from, @Nullable String next) {
        var reasons =
                items.stream()
                        .collect(Collectors.groupingBy(DeadLetter::reason, Collectors.counting()))
                        .entrySet()
                        .stream()
                        .filter(entry -> entry.getValue() > 1)
                        .sorted(Map.Entry.<String, Long>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                        .map(entry -> new Reason(entry.getKey(), entry.getValue()))
                        .toList();
        var ids = items.stream().map(DeadLetter::id).toList();
        return new Letters(items, from, next, reasons, Integer.toHexString(ids.hashCode()) + ids.size());
    }
}
