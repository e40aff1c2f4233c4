package io.contactstatus.jobs;

import io.contactstatus.ingest.Patience;
import io.contactstatus.store.Job;
import io.contactstatus.store.JobStore;
import io.contactstatus.store.StoreUnavailable;
import io.contactstatus.switches.ConditionalOnSwitch;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Looks for jobs that nobody does, and does them.
///
/// ```
///          take                  returns → DONE, JobFailed → FAILED
/// nobody's ────▶ done here ──────────────────────────────────────▶ over
///    ▲              │ instance stops: released
///    └──────────────┤ instance dies: the lease runs out
///                   └ stopped from outside: the next beat or progress is refused → over
/// ```
@Component
// The process that only makes tables and streams is not there for long.
@ConditionalOnSwitch(unless = "contact-status.init.enabled")
final class JobRunner implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(JobRunner.class);

    private static final long MOST_SECONDS_TO_STOP = 10;

    private final JobStore store;
    private final List<Work> works;
    private final JobProperties properties;
    private final LeaseWatch leases;
    private final String owner = name();
    private final Map<String, Thread> running = new ConcurrentHashMap<>();
    private final Semaphore look = new Semaphore(0);
    private volatile boolean stopping = true;
    private volatile Thread looking = new Thread();

    /// @param works none where nothing of the kind is switched on
    JobRunner(JobStore store, List<Work> works, JobProperties properties) {
        this.store = store;
        this.works = works;
        this.properties = properties;
        leases = new LeaseWatch(properties.lease(), System::nanoTime);
    }

    /// Looks at once: there is a new job.
    void wake() {
        look.release();
    }

    @Override
    public void start() {
        stopping = false;
        if (!works.isEmpty()) {
            looking = Thread.ofVirtual().name("jobs").start(this::lookForWork);
        }
    }

    @Override
    public void stop() {
        stopping = true;
        looking.interrupt();
        try {
            var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS_TO_STOP);
            // First: it might just be taking one more.
            looking.join(TimeUnit.SECONDS.toMillis(MOST_SECONDS_TO_STOP));
            running.values().forEach(Thread::interrupt);
            for (var thread : running.values()) {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return !stopping;
    }

    private void lookForWork() {
        while (!stopping) {
            try {
                works.forEach(this::takeSome);
                leases.forgetOld();
            } catch (StoreUnavailable away) {
                log.debug("looking for jobs later: {}", away.getMessage());
            } catch (Throwable unexpected) {
                // Even a class that is missing: nobody else would look for jobs here any more.
                log.error("looking for jobs failed: {}", unexpected.getClass().getName());
            }
            pause();
        }
    }

    private void pause() {
        try {
            if (look.tryAcquire(properties.beat().toMillis(), TimeUnit.MILLISECONDS)) {
                look.drainPermits();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void takeSome(Work work) {
        var jobs = work instanceof StandingWork standing ? standingJobs(standing) : store.running(work.kind());
        var most = work instanceof StandingWork ? Integer.MAX_VALUE : properties.atOnce();
        for (var job : jobs) {
            if (stopping) {
                return;
            }
            if (!running.containsKey(key(job)) && leases.isFree(job) && countOf(work) < most) {
                store.take(job, owner).ifPresent(taken -> begin(work, taken));
            }
        }
    }

    private List<Job> standingJobs(StandingWork work) {
        return work.standing().entrySet().stream()
                .flatMap(entry -> standingJob(work.kind(), entry.getKey(), entry.getValue()).stream())
                .toList();
    }

    private Optional<Job> standingJob(String kind, String id, Map<String, String> request) {
        return store.find(kind, id).or(() -> {
            store.create(kind, id, request, Map.of());
            return store.find(kind, id);
        });
    }

    private long countOf(Work work) {
        return running.keySet().stream()
                .filter(key -> key.startsWith(work.kind() + "/"))
                .count();
    }

    private void begin(Work work, Job job) {
        log.info("{} {} is done here now", work.kind(), job.id());
        var worker = Thread.ofVirtual().name(key(job)).unstarted(() -> run(work, job));
        running.put(key(job), worker);
        worker.start();
        Thread.ofVirtual().name(key(job) + " beat").start(() -> beat(job, worker));
    }

    /// How a job ended.
    private record End(Job.State state, @Nullable String reason) {}

    private void run(Work work, Job job) {
        try {
            var end = done(work, job);
            if (end == null || !isWritten(job, end)) {
                giveBack(job);
            }
        } finally {
            running.remove(key(job));
        }
    }

    /// Null when it is somebody else's to end.
    private @Nullable End done(Work work, Job job) {
        try {
            work.run(new TakenJob(store, job));
            return new End(Job.State.DONE, null);
        } catch (JobFailed failed) {
            return new End(Job.State.FAILED, failed.getMessage());
        } catch (InterruptedException | JobLost notOurs) {
            return null;
        } catch (Throwable unexpected) {
            return stopping || Thread.currentThread().isInterrupted() ? null : endOfBroken(work, job, unexpected);
        }
    }

    private static @Nullable End endOfBroken(Work work, Job job, Throwable unexpected) {
        // Its message might quote a record.
        log.error(
                "{} {} broke: {} at {}",
                work.kind(),
                job.id(),
                unexpected.getClass().getName(),
                unexpected.getStackTrace().length == 0 ? "?" : unexpected.getStackTrace()[0]);
        return work instanceof StandingWork
                ? null
                : new End(
                        Job.State.FAILED, "unexpected " + unexpected.getClass().getSimpleName());
    }

    /// False when it could not be: the instance stops while the store is away.
    private boolean isWritten(Job job, End end) {
        try {
            if (Patience.endless().untilDone(() -> store.finish(job, end.state(), end.reason()))) {
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
                    "the end of {} {} was not written: {}",
                    job.kind(),
                    job.id(),
                    unwritten.getClass().getName());
            return false;
        }
    }

    /// Nothing when it is another's already. When the store is away the lease runs out by itself.
    private void giveBack(Job job) {
        // What is sent with the interrupt still set would not arrive.
        var interrupted = Thread.interrupted();
        try {
            store.release(job);
        } catch (RuntimeException away) {
            log.debug("{} {} could not be given back", job.kind(), job.id());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void beat(Job job, Thread worker) {
        while (worker.isAlive()) {
            try {
                if (worker.join(properties.beat())) {
                    return;
                }
                if (!store.beat(job)) {
                    worker.interrupt();
                    return;
                }
            } catch (InterruptedException stop) {
                return;
            } catch (RuntimeException away) {
                log.debug("no beat of {} {}", job.kind(), job.id());
            }
        }
    }

    private static String key(Job job) {
        return job.kind() + "/" + job.id();
    }

    private static String name() {
        try {
            return InetAddress.getLocalHost().getHostName() + "/" + UUID.randomUUID();
        } catch (UnknownHostException nameless) {
            return UUID.randomUUID().toString();
        }
    }

    /// What is being done here, for tests and curious people.
    Set<String> doneHere() {
        return new HashSet<>(running.keySet());
    }
}
