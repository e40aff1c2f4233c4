package io.contactstatus.instances;

import io.contactstatus.store.InstanceReport;
import io.contactstatus.store.InstanceReport.Counts;
import io.contactstatus.store.ReportStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// How all instances do. Each reports its own figures to the store from time to time; those of this instance are
/// known at any time.
@Component
public class InstanceReports {

    /// An instance that reports nothing for longer is not there any more, or cannot reach the store.
    public static final Duration SILENCE = Duration.ofSeconds(150);

    /// Also when nothing has changed.
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(60);

    private final ReportStore store;
    private final ObjectProvider<InstanceFigures> modules;
    private final InstanceName name;
    private final Clock clock;
    private final Instant startedAt;
    private final ArrivalMemory memory = new ArrivalMemory();
    private volatile @Nullable InstanceReport published;

    /// @param modules looked up for each report: some of them show reports themselves
    InstanceReports(ReportStore store, ObjectProvider<InstanceFigures> modules, InstanceName name, Clock clock) {
        this.store = store;
        this.modules = modules;
        this.name = name;
        this.clock = clock;
        startedAt = clock.instant();
    }

    /// What this instance is called among the reports.
    public String name() {
        return name.value();
    }

    /// Of this instance, as of now, without the store.
    public InstanceReport own() {
        return own(false);
    }

    /// The last reports of all the other instances.
    ///
    /// @throws StoreUnavailable when only the report of this one is to be had
    public List<InstanceReport> others() {
        return store.all().stream()
                .filter(report -> !report.instance().equals(name.value()))
                .toList();
    }

    /// Whether another one seems to be running.
    ///
    /// @throws StoreUnavailable when that is not to be had
    public boolean hasOthers() {
        var silent = clock.instant().minus(SILENCE);
        return others().stream()
                .anyMatch(report -> !report.ended() && report.at().isAfter(silent));
    }

    private InstanceReport own(boolean ended) {
        var all = modules.stream().toList();
        return new InstanceReport(
                name.value(),
                startedAt,
                clock.instant(),
                ended,
                all.stream().map(InstanceFigures::counts).reduce(Counts.NONE, Counts::plus),
                memory.with(all.stream().flatMap(one -> one.arrivals().stream()).toList()),
                all.stream().flatMap(one -> one.streams().stream()).toList(),
                figures(all),
                troubles(all));
    }

    private static Map<String, Double> figures(List<InstanceFigures> modules) {
        var figures = new TreeMap<String, Double>();
        modules.forEach(module -> module.figures().forEach((figure, value) -> figures.put(figure.storedName(), value)));
        return figures;
    }

    private static Map<String, String> troubles(List<InstanceFigures> modules) {
        var troubles = new TreeMap<String, String>();
        for (var module : modules) {
            var trouble = module.trouble();
            if (trouble != null) {
                troubles.put(trouble.component(), trouble.text());
            }
        }
        return troubles;
    }

    /// Reports how this instance does, if that has changed or it is time for a sign of life.
    void publish() {
        var now = own();
        if (!isWorthPublishing(now)) {
            return;
        }
        if (isSignOfLifeDue(now)) {
            memory.remember(others().stream()
                    .flatMap(report -> report.arrivals().stream())
                    .toList());
            now = own();
        }
        store.keep(now);
        published = now;
    }

    void publishEnd() {
        store.keep(own(true));
    }

    private boolean isWorthPublishing(InstanceReport now) {
        var before = published;
        return before == null
                || isSignOfLifeDue(now)
                || !before.counts().equals(now.counts())
                || !before.figures().equals(now.figures())
                || !before.troubles().equals(now.troubles());
    }

    private boolean isSignOfLifeDue(InstanceReport now) {
        var before = published;
        return before == null || !now.at().isBefore(before.at().plus(SIGN_OF_LIFE));
    }
}
