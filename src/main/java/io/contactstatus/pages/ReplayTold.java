package io.contactstatus.pages;

import io.contactstatus.ingest.IngestOutcome;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What became of dead letters that were tried again or thrown away, to be said in words.
///
/// @param records of which something was stored
/// @param letters that are gone now
/// @param reasons why others are still rejected
public record ReplayTold(What what, long records, long letters, long kept, List<String> reasons) {

    public ReplayTold {
        reasons = List.copyOf(reasons);
    }

    public enum What {
        STORED,
        IGNORED,
        REJECTED,
        SOME,
        GONE,
        DELETED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static ReplayTold of(What what) {
        return new ReplayTold(what, 0, 0, 0, List.of());
    }

    /// What an address says: no more than what happened.
    static Optional<ReplayTold> named(String word) {
        return Stream.of(What.values())
                .filter(what -> what.word().equals(word))
                .findFirst()
                .map(ReplayTold::of);
    }

    /// Of one letter, or of many.
    static ReplayTold of(List<IngestOutcome> outcomes) {
        var records = outcomes.stream().mapToLong(IngestOutcome::accepted).sum();
        var kept = outcomes.stream()
                .filter(outcome -> !outcome.rejected().isEmpty())
                .count();
        var reasons = outcomes.stream()
                .flatMap(outcome -> outcome.rejected().stream())
                .map(IngestOutcome.Rejected::reason)
                .distinct()
                .toList();
        return new ReplayTold(what(outcomes, records, kept), records, outcomes.size() - kept, kept, reasons);
    }

    private static What what(List<IngestOutcome> outcomes, long records, long kept) {
        if (outcomes.isEmpty()) {
            return What.GONE;
        }
        if (kept == outcomes.size()) {
            return What.REJECTED;
        }
        if (kept > 0) {
            return What.SOME;
        }
        return records > 0 ? What.STORED : What.IGNORED;
    }
}
