package io.contactstatus.pages.streaming;

import io.contactstatus.store.DeadLetter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A slice of the dead letters, newest first.
///
/// @param from the cursor of this slice; null for the newest letters
/// @param next the cursor of the older ones; null if there are none
/// @param reasons shared by several letters, with their number
/// @param seen a hash of the ids: the page sends it back to learn whether the slice has changed
public record DeadLetterSlice(
        List<DeadLetter> items,
        @Nullable String from,
        @Nullable String next,
        List<Reason> reasons,
        String seen) {

    public record Reason(String text, long count) {}

    static DeadLetterSlice of(List<DeadLetter> items, @Nullable String from, @Nullable String next) {
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
        return new DeadLetterSlice(items, from, next, reasons, Integer.toHexString(ids.hashCode()) + ids.size());
    }
}
