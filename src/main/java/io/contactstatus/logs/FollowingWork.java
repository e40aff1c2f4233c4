package io.contactstatus.logs;

import io.contactstatus.jobs.ContinuousWork;
import io.contactstatus.jobs.TakenJob;
import io.contactstatus.logs.LogReader.ProgressListener;
import io.contactstatus.logs.LogReader.Range;
import io.contactstatus.logs.LogReader.Reached;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the configured log groups for ever: again and again from a little before the position up to now.
///
/// The position of a group is the moment that a reading began which is stored wholly. Events become visible
/// some time after they are dated, so each reading begins the overlap before it; what comes later than that is
/// found by a schedule with a longer window, or never. A group that is polled and repaired has two positions.
final class FollowingWork implements ContinuousWork {

    private static final Logger log = LoggerFactory.getLogger(FollowingWork.class);

    private static final String MODE = "mode";
    private static final String GROUP = "logGroup";
    private static final String POSITION = "position";

    private final LogReader reader;
    private final LogsMetrics metrics;
    private final Clock clock;
    private final int eventsRemembered;
    private final Map<String, Map<String, String>> standing = new HashMap<>();
    private final Map<String, Mode> modes = new HashMap<>();
    private final Map<String, Obstacle> troubles = new ConcurrentHashMap<>();

    /// How a group is followed.
    private record Mode(Duration interval, Duration overlap, Duration lookback) {}

    /// @param lasting whether waiting alone will not help
    record Obstacle(String reason, Instant since, boolean lasting) {}

    FollowingWork(LogReader reader, LogsProperties properties, LogsMetrics metrics, Clock clock) {
        this.reader = reader;
        this.metrics = metrics;
        this.clock = clock;
        eventsRemembered = properties.rememberedEvents();
        var polling = properties.polling();
        if (polling.enabled()) {
            modes.put("polling", new Mode(polling.interval(), polling.overlap(), polling.lookback()));
        }
        var schedule = properties.schedule();
        if (schedule.enabled()) {
            modes.put("schedule", new Mode(schedule.interval(), schedule.window(), schedule.window()));
        }
        for (var mode : modes.keySet()) {
            for (var group : properties.groups()) {
                standing.put(mode + ":" + group, Map.of(MODE, mode, GROUP, group));
            }
        }
    }

    @Override
    public String kind() {
        return "log-position";
    }

    @Override
    public Map<String, Map<String, String>> standing() {
        return Map.copyOf(standing);
    }

    /// Why groups cannot be read here, by mode and group.
    Map<String, Obstacle> troubles() {
        return Map.copyOf(troubles);
    }

    @Override
    public void run(TakenJob job) throws InterruptedException {
        var following = new Following(job);
        try {
            following.readOn();
        } finally {
            following.leave();
        }
    }

    private final class Following implements ProgressListener {

        private final TakenJob job;
        private final String modeName;
        private final String group;
        private final Mode mode;
        private final SeenEvents known = new SeenEvents(eventsRemembered);
        private @Nullable Instant position;

        Following(TakenJob job) {
            this.job = job;
            modeName = Objects.requireNonNull(job.request().get(MODE));
            group = Objects.requireNonNull(job.request().get(GROUP));
            mode = Objects.requireNonNull(modes.get(modeName));
            var kept = job.progress().get(POSITION);
            position = kept == null ? null : Instant.parse(kept);
        }

        void readOn() throws InterruptedException {
            while (true) {
                Thread.sleep(untilNext());
                // As CloudWatch Logs counts: of less there is no range, and it would be refused.
                var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
                var from = position == null ? now.minus(mode.lookback()) : position.minus(mode.overlap());
                try {
                    reader.read(new Range(group, from, now, null), Reached.nothing(from), known, this);
                } catch (LogsRefused refused) {
                    waitFor(String.valueOf(refused.getMessage()), true);
                    Thread.sleep(mode.interval());
                }
            }
        }

        private Duration untilNext() {
            if (position == null) {
                return Duration.ZERO;
            }
            var left = Duration.between(clock.instant(), position.plus(mode.interval()));
            // Never longer than the interval, whatever an instance before us thought the time was.
            return left.isNegative() ? Duration.ZERO : left.compareTo(mode.interval()) > 0 ? mode.interval() : left;
        }

        @Override
        public void reached(Reached reached) {
            troubles.remove(job.id());
            var known = position;
            // Where it reads again what it has read before, it is not farther yet.
            if (reached.inside() == null && (known == null || reached.position().isAfter(known))) {
                position = reached.position();
                job.advance(Map.of(POSITION, position.toString()));
                metrics.reached(modeName, group, position);
            }
        }

        @Override
        public void waiting(Reached reached, String reason) {
            waitFor(reason, false);
        }

        private void waitFor(String reason, boolean lasting) {
            var before = troubles.get(job.id());
            // What waiting will not mend is said every time: alarms count it.
            if (lasting || before == null || !before.reason().equals(reason)) {
                log.warn("{} of {} waits: {}", modeName, group, reason);
            }
            troubles.put(job.id(), new Obstacle(reason, before == null ? clock.instant() : before.since(), lasting));
        }

        void leave() {
            troubles.remove(job.id());
            metrics.left(modeName, group);
        }
    }
}
