package io.contactstatus.backfill;

import io.contactstatus.backfill.BackFill.Counts;
import io.contactstatus.backfill.BackFill.Reached;
import io.contactstatus.backfill.BackFill.Wanted;
import io.contactstatus.jobs.JobFailed;
import io.contactstatus.jobs.TakenJob;
import io.contactstatus.jobs.Work;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Reads the objects that were asked for, in the order of their keys.
final class BackFillWork implements Work {

    private static final int MOST_FOREIGN_IN_A_ROW = 20;

    private final ObjectReader reader;
    private final Bucket objects;
    private final Duration progressInterval;
    private final BackFillMetrics metrics;

    BackFillWork(ObjectReader reader, Bucket objects, Duration progressInterval, BackFillMetrics metrics) {
        this.reader = reader;
        this.objects = objects;
        this.progressInterval = progressInterval;
        this.metrics = metrics;
    }

    @Override
    public String kind() {
        return BackFill.KIND;
    }

    @Override
    public void run(TakenJob job) throws InterruptedException {
        try {
            new Run(job).toTheEnd();
        } catch (BucketRefused refused) {
            throw new JobFailed(refused.reason());
        }
    }

    private final class Run {

        private final TakenJob job;
        private final Wanted wanted;
        private Reached reached;
        private long toldAt = System.nanoTime();
        private int foreignInARow;

        Run(TakenJob job) {
            this.job = job;
            wanted = BackFill.wanted(job.request());
            reached = BackFill.reached(job.progress());
        }

        void toTheEnd() throws InterruptedException {
            var after = reached.after() == null ? wanted.beforeFirst() : reached.after();
            var page = list(after);
            while (!page.isEmpty()) {
                for (var object : page) {
                    if (wanted.isPast(object.key())) {
                        return;
                    }
                    if (!wanted.isBefore(object.key())) {
                        read(object.key());
                    }
                }
                page = list(page.getLast().key());
            }
        }

        private List<S3Object> list(@Nullable String after) throws InterruptedException {
            return objects.list(wanted.bucket(), wanted.prefix(), after, this::waiting);
        }

        private void read(String key) throws InterruptedException {
            var outcome = reader.read(wanted.bucket(), key, soFar -> tell(key, soFar), this::waiting);
            metrics.read(outcome.counts());
            reached = reached.past(key, outcome.counts());
            job.advance(BackFill.progress(reached));
            foreignInARow = outcome.foreign() ? foreignInARow + 1 : 0;
            if (foreignInARow == MOST_FOREIGN_IN_A_ROW) {
                throw new JobFailed("the last " + MOST_FOREIGN_IN_A_ROW
                        + " objects hold no records: is this the right bucket and prefix?"
                        + " A new back-fill can go on from its position");
            }
        }

        private void tell(String key, Counts soFar) {
            reached = reached.within(key, soFar);
            if (System.nanoTime() - toldAt >= progressInterval.toNanos()) {
                toldAt = System.nanoTime();
                job.advance(BackFill.progress(reached));
            }
        }

        private void waiting(String reason) {
            job.advance(BackFill.progress(reached), reason);
        }
    }
}
