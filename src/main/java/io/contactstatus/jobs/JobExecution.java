package io.contactstatus.jobs;

import io.contactstatus.background.BackgroundLoop;
import io.contactstatus.background.BackgroundLoop.Next;
import io.contactstatus.store.Job;
import io.contactstatus.store.JobStore;
import io.contactstatus.store.StoreRetry;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One job that this instance has taken: a thread that does it, and one that renews its lease meanwhile.
///
/// The thread is interrupted when the lease turns out to be another instance's, or the job was stopped.
final class JobExecution {

    private static final Logger log = LoggerFactory.getLogger(JobExecution.class);

    private final JobStore store;
    private final Work work;
    private final Job job;
    private final BooleanSupplier stopping;
    private final Runnable left;
    private final Thread worker;
    private final BackgroundLoop beats;
    private final Duration beat;

    /// @param stopping whether the instance is: then the job is given back whatever it threw
    /// @param left runs before the job is given back because it is left to other instances
    /// @param afterwards runs at the end, however the job ended
    JobExecution(
            JobStore store,
            Work work,
            Job job,
            Duration beat,
            BooleanSupplier stopping,
            Runnable left,
            Runnable afterwards) {
        this.store = store;
        this.left = left;
        this.work = work;
        this.job = job;
        this.beat = beat;
        this.stopping = stopping;
        worker = Thread.ofVirtual().name(key(job)).unstarted(() -> run(afterwards));
        beats = BackgroundLoop.of(key(job) + " beat", this::beat).onFailure(away -> {
            log.debug("no beat of {}", key(job));
            return beat;
        });
    }

    static String key(Job job) {
        return job.kind() + "/" + job.id();
    }

    void start() {
        log.info("{} {} is done here now", work.kind(), job.id());
        worker.start();
        beats.startAfter(beat);
    }

    Thread worker() {
        return worker;
    }

    private Next beat() {
        if (!worker.isAlive()) {
            return Next.never();
        }
        if (store.beat(job)) {
            return Next.after(beat);
        }
        worker.interrupt();
        return Next.never();
    }

    /// How a job ended.
    private record End(Job.State state, @Nullable String reason) {}

    private void run(Runnable afterwards) {
        try {
            var end = done();
            if (end == null || !isWritten(end)) {
                giveBack();
            }
        } finally {
            beats.finish();
            afterwards.run();
        }
    }

    /// Null when another instance has to end it.
    private @Nullable End done() {
        try {
            work.run(new TakenJob(store, job));
            return new End(Job.State.DONE, null);
        } catch (JobFailed failed) {
            return new End(Job.State.FAILED, failed.getMessage());
        } catch (JobLeft elsewhere) {
            log.info("{} {} is left to other instances: {}", work.kind(), job.id(), elsewhere.getMessage());
            left.run();
            return null;
        } catch (InterruptedException | JobLost notOurs) {
            return null;
        } catch (Throwable unexpected) {
            return stopping.getAsBoolean() || Thread.currentThread().isInterrupted() ? null : endOfBroken(unexpected);
        }
    }

    private @Nullable End endOfBroken(Throwable unexpected) {
        // Its message might quote a record.
        log.error(
                "{} {} broke: {} at {}",
                work.kind(),
                job.id(),
                unexpected.getClass().getName(),
                unexpected.getStackTrace().length == 0 ? "?" : unexpected.getStackTrace()[0]);
        return work instanceof ContinuousWork
                ? null
                : new End(
                        Job.State.FAILED, "unexpected " + unexpected.getClass().getSimpleName());
    }

    /// False when it could not be: the instance stops while the store is away.
    private boolean isWritten(End end) {
        try {
            if (StoreRetry.endless().untilDone(() -> store.finish(job, end.state(), end.reason()))) {
                log.info(
                        "{} {} is over: {}{}",
                        job.kind(),
                        job.id(),
                        end.state(),
                        end.reason() == null ? "" : ", " + end.reason());
            }
            return true;
        } catch (RuntimeException unwritten) {
            log.debug(
                    "the end of {} was not written: {}",
                    key(job),
                    unwritten.getClass().getName());
            return false;
        }
    }

    /// Does nothing when another instance has the job already. When the store is away the lease runs out by
    /// itself.
    private void giveBack() {
        // A request that is sent with the interrupt still set would not arrive.
        var interrupted = Thread.interrupted();
        try {
            store.release(job);
        } catch (RuntimeException away) {
            log.debug("{} could not be given back", key(job));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
