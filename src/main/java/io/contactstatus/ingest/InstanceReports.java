package io.contactstatus.ingest;

import io.contactstatus.store.InstanceReport;
import io.contactstatus.store.InstanceReport.Arrival;
import io.contactstatus.store.ReportStore;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What all instances have taken in and how they do. Each says it of itself, by way of the store, now and then;
/// how this one does is known at any time.
@Component
public class InstanceReports {

    /// An instance that says nothing for longer is not there any more, or cannot reach the store.
    public static final Duration SILENCE = Duration.ofSeconds(150);

    /// Also when nothing has changed.
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(60);

    private final ReportStore store;
    private final Arrivals arrivals;
    private final IngestMetrics metrics;
    private final OwnFigures figures;
    private final Clock clock;
    private final String name = hostName() + "-" + UUID.randomUUID().toString().substring(0, 8);
    private final Instant startedAt;
    private final Map<String, Arrival> remembered = new TreeMap<>();
    private @Nullable InstanceReport told;

    InstanceReports(ReportStore store, Arrivals arrivals, IngestMetrics metrics, OwnFigures figures, Clock clock) {
        this.store = store;
        this.arrivals = arrivals;
        this.metrics = metrics;
        this.figures = figures;
        this.clock = clock;
        startedAt = clock.instant();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "unknown";
        }
    }

    /// What this instance is called among the reports.
    public String name() {
        return name;
    }

    /// Of this instance, as of now. Asks nobody.
    public InstanceReport own() {
        return own(false);
    }

    /// Of all the others, as they have last said.
    ///
    /// @throws StoreUnavailable when only this one can be told of
    public List<InstanceReport> others() {
        return store.all().stream()
                .filter(report -> !report.instance().equals(name))
                .toList();
    }

    private synchronized InstanceReport own(boolean ended) {
        var known = new TreeMap<>(remembered);
        arrivals.now().forEach(arrival -> known.merge(way(arrival), arrival, InstanceReports::later));
        return new InstanceReport(
                name,
                startedAt,
                clock.instant(),
                ended,
                metrics.counts(),
                List.copyOf(known.values()),
                figures.streams(),
                figures.others(),
                figures.troubles());
    }

    /// Says how this instance does, if that has changed or it is time for a sign of life.
    void tell() {
        var now = own();
        if (!isWorthTelling(now)) {
            return;
        }
        if (isSignOfLifeDue(now)) {
            remember();
            now = own();
        }
        store.keep(now);
        told(now);
    }

    void tellTheEnd() {
        store.keep(own(true));
    }

    private synchronized void told(InstanceReport report) {
        told = report;
    }

    private synchronized boolean isWorthTelling(InstanceReport now) {
        var before = told;
        return before == null
                || isSignOfLifeDue(now)
                || !before.counts().equals(now.counts())
                || !before.figures().equals(now.figures())
                || !before.troubles().equals(now.troubles());
    }

    private synchronized boolean isSignOfLifeDue(InstanceReport now) {
        var before = told;
        return before == null || Duration.between(before.at(), now.at()).compareTo(SIGN_OF_LIFE) >= 0;
    }

    /// When the last ones came is handed on by those who live: otherwise it would be forgotten with the
    /// instance to which they came.
    private void remember() {
        var others = others();
        synchronized (this) {
            others.stream()
                    .flatMap(report -> report.arrivals().stream())
                    .forEach(arrival -> remembered.merge(way(arrival), withoutCounts(arrival), InstanceReports::later));
        }
    }

    private static String way(Arrival arrival) {
        return arrival.kind() + "\n" + arrival.pipe();
    }

    private static Arrival withoutCounts(Arrival arrival) {
        return new Arrival(arrival.kind(), arrival.pipe(), arrival.lastAt(), arrival.newestOf(), 0, new TreeMap<>());
    }

    /// At most one of them has counts.
    private static Arrival later(Arrival one, Arrival other) {
        var minutes = new TreeMap<>(one.minutes());
        minutes.putAll(other.minutes());
        return new Arrival(
                one.kind(),
                one.pipe(),
                one.lastAt().isAfter(other.lastAt()) ? one.lastAt() : other.lastAt(),
                later(one.newestOf(), other.newestOf()),
                one.lastMinute() + other.lastMinute(),
                minutes);
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Comparator.<Instant>naturalOrder().compare(one, other) < 0 ? other : one;
    }
}
