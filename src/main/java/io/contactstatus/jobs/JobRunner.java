package io.contactstatus.jobs;

import io.contactstatus.background.BackgroundLoop;
import io.contactstatus.background.BackgroundLoop.Next;
import io.contactstatus.instances.InstanceName;
import io.contactstatus.store.Job;
import io.contactstatus.store.JobStore;
import io.contactstatus.store.StoreUnavailable;
import io.contactstatus.switches.ConditionalOnSwitch;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Looks for jobs that no living instance has, and does them.
///
/// ```
///          take                  returns → DONE, JobFailed → FAILED
/// free ────────▶ done here ──────────────────────────────────────▶ over
///    ▲              │ instance stops: released
///    │              │ JobLeft: released, and not taken here again for a while
///    └──────────────┤ instance dies: the lease runs out
///                   └ stopped from outside: the next beat or progress is refused → over
/// ```
@Component
// The process that only makes tables and streams is not there for long.
@ConditionalOnSwitch(unless = "contact-status.init.enabled")
final class JobRunner implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(JobRunner.class);

    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final JobStore store;
    private final List<Work> works;
    private final JobProperties properties;
    private final InstanceName instance;
    private final Map<Work, LeaseWatch> leases;
    private final Duration look;
    private final Map<String, Thread> running = new ConcurrentHashMap<>();
    private final BackgroundLoop looking;
    private volatile boolean stopping = true;

    /// @param works empty where no module with jobs is switched on
    JobRunner(JobStore store, List<Work> works, JobProperties properties, InstanceName instance) {
        this.store = store;
        this.works = works;
        this.properties = properties;
        this.instance = instance;
        leases = works.stream()
                .collect(Collectors.toMap(
                        work -> work, work -> new LeaseWatch(work.lease(properties.lease()), System::nanoTime)));
        look = works.stream()
                .map(work -> JobProperties.beat(work.lease(properties.lease())))
                .min(Comparator.naturalOrder())
                .orElse(JobProperties.beat(properties.lease()));
        looking = BackgroundLoop.of("jobs", this::lookForWork).onFailure(unexpected -> {
            log.error("looking for jobs failed: {}", unexpected.getClass().getName());
            return look;
        });
    }

    /// Looks at once: there is a new job.
    void wake() {
        looking.wake();
    }

    @Override
    public void start() {
        stopping = false;
        if (!works.isEmpty()) {
            looking.start();
        }
    }

    @Override
    public void stop() {
        stopping = true;
        var deadline = System.nanoTime() + LONGEST_STOP.toNanos();
        // First: it might just be taking one more.
        looking.stop(LONGEST_STOP);
        running.values().forEach(Thread::interrupt);
        try {
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

    private Next lookForWork() {
        try {
            works.forEach(this::takeSome);
            leases.values().forEach(LeaseWatch::forgetOld);
        } catch (StoreUnavailable away) {
            log.debug("looking for jobs later: {}", away.getMessage());
        }
        return Next.after(look);
    }

    private void takeSome(Work work) {
        var jobs = work instanceof ContinuousWork standing ? standingJobs(standing) : store.running(work.kind());
        var most = work instanceof ContinuousWork ? Integer.MAX_VALUE : work.atOnce(properties.atOnce());
        var leasesOfKind = Objects.requireNonNull(leases.get(work));
        for (var job : jobs) {
            if (stopping) {
                return;
            }
            if (!running.containsKey(JobExecution.key(job)) && leasesOfKind.isFree(job) && countOf(work) < most) {
                store.take(job, instance.value()).ifPresent(taken -> begin(work, taken));
            }
        }
    }

    private List<Job> standingJobs(ContinuousWork work) {
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
        var key = JobExecution.key(job);
        var beat = JobProperties.beat(work.lease(properties.lease()));
        var lease = Objects.requireNonNull(leases.get(work));
        var execution = new JobExecution(
                store, work, job, beat, () -> stopping, () -> lease.leave(job), () -> running.remove(key));
        running.put(key, execution.worker());
        execution.start();
    }

    /// What is being done here.
    Set<String> doneHere() {
        return new HashSet<>(running.keySet());
    }
}
