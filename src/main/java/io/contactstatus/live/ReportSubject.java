package io.contactstatus.live;

import io.contactstatus.ingest.InstanceReports;
import io.contactstatus.store.InstanceReport;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What the instances say of themselves. Nobody tells of it: one query finds what all the others have stored, and this
/// instance's own is another one each time it is asked. So whoever follows is told at each comparison, also when only
/// time has passed.
record ReportSubject(InstanceReports reports) implements Subject<InstanceReport> {

    static final String NAME = "instances";

    /// Whoever looks at it wants to see that something has come, and that nothing comes any more.
    static final Duration REFRESH = Duration.ofSeconds(5);

    private static final Comparator<InstanceReport> YOUNGEST_FIRST = Comparator.comparing(
                    InstanceReport::startedAt, Comparator.reverseOrder())
            .thenComparing(InstanceReport::instance);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String id(InstanceReport report) {
        return report.instance();
    }

    /// A read may be behind the one before it.
    @Override
    public boolean isNews(InstanceReport known, InstanceReport heard) {
        return heard.at().isAfter(known.at());
    }

    /// Also of one that has ended: what it took in counts until its report expires.
    @Override
    public boolean isLive(InstanceReport report) {
        return true;
    }

    @Override
    public boolean isSettled(InstanceReport report) {
        return true;
    }

    @Override
    public Comparator<InstanceReport> order() {
        return YOUNGEST_FIRST;
    }

    /// One that has expired is told of once more. It belongs to the picture no longer, and that is what is looked at.
    @Override
    public Optional<InstanceReport> gone(InstanceReport last) {
        return Optional.of(last);
    }

    @Override
    public boolean isHeardOf() {
        return false;
    }

    @Override
    public List<InstanceReport> atHand() {
        return List.of(reports.own());
    }

    @Override
    public void forEachLive(Consumer<InstanceReport> user) {
        reports.others().forEach(user);
    }

    /// The one query is of the table itself: who is not in two of them in a row is not there.
    @Override
    public List<InstanceReport> find(Collection<String> ids) {
        return List.of();
    }
}
