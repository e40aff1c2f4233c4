package io.contactstatus.pages.streaming;

import io.contactstatus.ingest.IngestOutcome;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The result of replaying or deleting dead letters, to be shown in words.
///
/// @param records stored from the letters
/// @param letters deleted by the replay
/// @param kept letters that are still rejected
/// @param reasons of the rejections
public record ReplaySummary(Result what, long records, long letters, long kept, List<String> reasons) {

    public ReplaySummary {
        reasons = List.copyOf(reasons);
    }

    public enum Result {
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

    static ReplaySummary of(Result what) {
        return new ReplaySummary(what, 0, 0, 0, List.of());
    }

    /// From a query parameter, which has the result only.
    static Optional<ReplaySummary> named(String word) {
        return Stream.of(Result.values())
                .filter(what -> what.word().equals(word))
                .findFirst()
                .map(ReplaySummary::of);
    }

    /// Of one letter or of many.
    static ReplaySummary of(List<IngestOutcome> outcomes) {
        var records = outcomes.stream().mapToLong(IngestOutcome::accepted).sum();
        var kept =
                outcomes.stream().filter(outcome -> outcome.rejectedCount() > 0).count();
        var reasons = outcomes.stream()
                .flatMap(outcome -> outcome.rejected().stream())
                .map(IngestOutcome.Rejected::reason)
                .distinct()
                .toList();
        return new ReplaySummary(what(outcomes, records, kept), records, outcomes.size() - kept, kept, reasons);
    }

    private static Result what(List<IngestOutcome> outcomes, long records, long kept) {
        if (outcomes.isEmpty()) {
            return Result.GONE;
        }
        if (kept == outcomes.size()) {
            return Result.REJECTED;
        }
        if (kept > 0) {
            return Result.SOME;
        }
        return records > 0 ? Result.STORED : Result.IGNORED;
    }
}
