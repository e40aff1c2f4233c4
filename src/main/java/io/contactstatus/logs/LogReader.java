package io.contactstatus.logs;

import io.contactstatus.decode.LogEnvelope;
import io.contactstatus.ingest.ContactIngest;
import io.contactstatus.ingest.RawRecord;
import io.contactstatus.store.StoreRetry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/// Reads a range of a log group through the ingestion, slice by slice and page by page. The position that it
/// reports is never ahead of what is stored.
final class LogReader {

    private static final String PIPE = "cloudwatch-logs";
    private static final int MOST_RESTARTS_OF_A_SLICE = 3;

    private final LogPages pages;
    private final ContactIngest ingest;
    private final Duration slice;
    private final LogsMetrics metrics;

    LogReader(LogPages pages, ContactIngest ingest, Duration slice, LogsMetrics metrics) {
        this.pages = pages;
        this.ingest = ingest;
        this.slice = slice;
        this.metrics = metrics;
    }

    /// @param from the first moment
    /// @param to the first moment that is not wanted any more
    record Range(
            String group,
            Instant from,
            Instant to,
            @Nullable String filterPattern) {}

    /// How far a range is read.
    ///
    /// @param position everything before it is stored
    /// @param inside where in the slice that begins there; null at its beginning
    /// @param records that were handed on so far
    /// @param requests that it took so far
    record Reached(Instant position, @Nullable Inside inside, long records, long requests) {

        static Reached nothing(Instant from) {
            return new Reached(from, null, 0, 0);
        }

        Reached after(LogPages.Page page, int records, Instant sliceEnd) {
            var moreRecords = this.records + records;
            var moreRequests = requests + page.requests();
            return page.next() == null
                    ? new Reached(sliceEnd, null, moreRecords, moreRequests)
                    : new Reached(position, new Inside(page.next(), sliceEnd), moreRecords, moreRequests);
        }
    }

    /// @param token of the next page
    /// @param sliceEnd the token is good for this slice only
    record Inside(String token, Instant sliceEnd) {}

    /// Called after each page.
    interface ProgressListener {

        /// After every page, when everything in it is stored.
        void reached(Reached reached);

        /// @param reached so far
        void waiting(Reached reached, String reason);
    }

    /// @param start where to go on
    /// @param known events that need not be handed on again
    /// @throws LogsRefused when it is no use asking again
    Reached read(Range range, Reached start, SeenEvents known, ProgressListener progress) throws InterruptedException {
        var reached = start;
        var restarts = 0;
        while (reached.position().isBefore(range.to())) {
            var sliceEnd = reached.inside() == null
                    ? earlier(reached.position().plus(slice), range.to())
                    : reached.inside().sliceEnd();
            var next = page(range, reached, sliceEnd, known, progress);
            if (next.position().isAfter(reached.position())) {
                restarts = 0;
            } else if (next.inside() == null && ++restarts > MOST_RESTARTS_OF_A_SLICE) {
                throw new LogsRefused("CloudWatch Logs refuses its own page tokens again and again");
            }
            reached = next;
            progress.reached(reached);
        }
        return reached;
    }

    private Reached page(Range range, Reached reached, Instant sliceEnd, SeenEvents known, ProgressListener progress)
            throws InterruptedException {
        try {
            var token = reached.inside() == null ? null : reached.inside().token();
            var page = pages.page(
                    new LogPages.Wanted(range.group(), reached.position(), sliceEnd, range.filterPattern(), token),
                    reason -> progress.waiting(reached, reason));
            return reached.after(page, take(range.group(), page.events(), known), sliceEnd);
        } catch (LogPages.TokenRefused expired) {
            return new Reached(reached.position(), null, reached.records(), reached.requests() + 1);
        }
    }

    private int take(String group, List<FilteredLogEvent> events, SeenEvents known) {
        var fresh = events.stream()
                .filter(event -> !known.contains(event.eventId()))
                .toList();
        if (!fresh.isEmpty()) {
            ingest.accept(
                    PIPE, fresh.stream().map(event -> record(group, event)).toList(), StoreRetry.endless());
        }
        fresh.forEach(event -> known.add(event.eventId()));
        metrics.read(fresh.size(), events.size() - fresh.size());
        return fresh.size();
    }

    private static RawRecord record(String group, FilteredLogEvent event) {
        var stream = Objects.requireNonNullElse(event.logStreamName(), "");
        var id = Objects.requireNonNullElse(event.eventId(), "");
        var at = Instant.ofEpochMilli(Objects.requireNonNullElse(event.timestamp(), 0L));
        var message = Objects.requireNonNullElse(event.message(), "");
        return new RawRecord(LogEnvelope.of(group, stream, id, at, message), group + "/" + stream + "/" + id);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
