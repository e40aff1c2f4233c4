package io.contactstatus.bench;

import com.sun.management.OperatingSystemMXBean;
import io.contactstatus.store.LocalDynamoDb;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/// Prints what 2,000 subscribers on one instance need, and how soon they have what was stored.
///
/// The service has a process of its own. In this one are DynamoDB Local, the subscribers and whoever brings
/// records in.
final class LiveReport {

    private static final int SUBSCRIBERS = 2_000;
    private static final int SLOW = 20;
    private static final double RATE = 200;
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration MEASURED = Duration.ofSeconds(60);
    private static final Duration STEP = Duration.ofSeconds(20);
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final long QUIET_MILLIS = 1_500;
    private static final OperatingSystemMXBean HERE = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final PrintStream out;

    LiveReport(PrintStream out) {
        this.out = out;
    }

    /// What happened in a while.
    ///
    /// @param events told a second, as far as they arrived
    /// @param delays of the sampled ones, from stored to read, in microseconds, sorted
    /// @param service cores that it kept busy; the other process kept so many
    private record Run(
            double changes,
            double events,
            long delivered,
            long expected,
            long[] delays,
            double service,
            double others,
            double dropped,
            int ended) {

        double millis(double percent) {
            var index = (int) Math.min(delays.length - 1, delays.length * percent / 100);
            return delays.length == 0 ? Double.NaN : delays[index] / 1e3;
        }

        boolean isSustained() {
            return delivered == expected && ended == 0 && millis(99) < 1_000;
        }

        @Override
        public String toString() {
            return ("%.0f changes/s, %,.0f events/s, %,d of %,d arrived; delay p50 %.1f p99 %.1f max %.1f ms (%,d samples);"
                            + " service %.2f cores, beside it %.2f; %.0f dropped")
                    .formatted(
                            changes,
                            events,
                            delivered,
                            expected,
                            millis(50),
                            millis(99),
                            millis(100),
                            delays.length,
                            service,
                            others,
                            dropped);
        }
    }

    void print() {
        out.printf(
                "%n## %,d subscribers on one instance, %d live contacts; load of the machine before: %.1f%n%n",
                SUBSCRIBERS, ChangingContacts.CONTACTS, HERE.getSystemLoadAverage());
        try (var dynamoDb = LocalDynamoDb.inMemory()) {
            var prefix = LocalDynamoDb.freshPrefix();
            try (var service = new FollowedProcess(dynamoDb.endpoint(), prefix)) {
                var contacts = new ChangingContacts(service::ingest);
                contacts.begin();
                contacts.change(RATE, WARM_UP);
                some(service, contacts);
                everything(service, contacts);
            }
        }
    }

    /// Half of them want a tenth of what changes, the others a hundredth.
    private void some(FollowedProcess service, ChangingContacts contacts) {
        var heap = service.heapBytes();
        var resident = service.residentBytes();
        var eachChange = SUBSCRIBERS / 2 / ChangingContacts.QUEUES + SUBSCRIBERS / 2 / ChangingContacts.AGENTS;
        try (var readers = new EventReaders(
                service.port(),
                SUBSCRIBERS,
                number -> number < SUBSCRIBERS / 2
                        ? "/live/contacts?queue=" + ChangingContacts.queue(number)
                        : "/live/contacts?agent=" + ChangingContacts.agent(number))) {
            settle(service, readers);
            var withAll = service.heapBytes();
            out.printf(
                    "memory: heap %.1f MB without and %.1f MB with them, %.1f kB each; resident %.0f and %.0f MB, %.1f kB each%n",
                    heap / 1e6,
                    withAll / 1e6,
                    (withAll - heap) / SUBSCRIBERS / 1e3,
                    resident / 1e6,
                    service.residentBytes() / 1e6,
                    (service.residentBytes() - resident) / SUBSCRIBERS / 1e3);
            run(service, contacts, readers, eachChange, RATE, WARM_UP);
            var alone = run(service, contacts, readers, eachChange, RATE, MEASURED);
            out.printf("a tenth or a hundredth each: %s%n", alone);
            try (var slow = new SlowReaders(service.port(), SLOW)) {
                Objects.requireNonNull(slow);
                var beside = run(service, contacts, readers, eachChange, RATE, MEASURED);
                out.printf("beside %d slow ones that want all: %s%n", SLOW, beside);
                out.printf("p99 beside slow ones to p99 without: %.2f%n", beside.millis(99) / alone.millis(99));
            }
            var again = run(service, contacts, readers, eachChange, RATE, MEASURED);
            out.printf("without them again: %s%n", again);
            out.printf(
                    "at the end: heap %.1f MB, resident %.0f MB%n",
                    service.heapBytes() / 1e6, service.residentBytes() / 1e6);
        }
        Waiting.until(LONGEST, () -> service.metric("contact_status_live_subscribers{feed=\"contacts\"}") == 0);
    }

    /// All of them want all.
    private void everything(FollowedProcess service, ChangingContacts contacts) {
        for (var rate : List.of(10.0, 25.0, 50.0, 100.0, 200.0)) {
            try (var readers = new EventReaders(service.port(), SUBSCRIBERS, number -> "/live/contacts")) {
                settle(service, readers);
                run(service, contacts, readers, SUBSCRIBERS, rate, STEP.dividedBy(4));
                var run = run(service, contacts, readers, SUBSCRIBERS, rate, STEP);
                out.printf("all want all: %s%n", run);
                if (!run.isSustained()) {
                    return;
                }
            }
            Waiting.until(LONGEST, () -> service.metric("contact_status_live_subscribers{feed=\"contacts\"}") == 0);
        }
    }

    private static void settle(FollowedProcess service, EventReaders readers) {
        Waiting.until(
                LONGEST,
                () -> readers.isQuietFor(QUIET_MILLIS)
                        && service.metric("contact_status_live_subscribers{feed=\"contacts\"}") == SUBSCRIBERS);
    }

    private static Run run(
            FollowedProcess service,
            ChangingContacts contacts,
            EventReaders readers,
            long eachChange,
            double rate,
            Duration time) {
        service.stored().clear();
        readers.takeArrivals();
        var before = readers.events();
        var dropped = service.metric("contact_status_live_dropped_total{feed=\"contacts\"}");
        var busy = service.busy();
        var others = HERE.getProcessCpuTime();
        var began = System.nanoTime();
        contacts.change(rate, time);
        var took = System.nanoTime() - began;
        busy = service.busy().minus(busy);
        others = HERE.getProcessCpuTime() - others;
        Waiting.until(LONGEST, () -> readers.isQuietFor(QUIET_MILLIS));
        var changes = service.stored().size();
        var delivered = readers.events() - before;
        return new Run(
                changes * 1e9 / took,
                delivered * 1e9 / took,
                delivered,
                changes * eachChange,
                delays(service, readers),
                busy.toNanos() * 1.0 / took,
                others * 1.0 / took,
                service.metric("contact_status_live_dropped_total{feed=\"contacts\"}") - dropped,
                readers.ended());
    }

    private static long[] delays(FollowedProcess service, EventReaders readers) {
        return readers.takeArrivals().stream()
                .filter(arrival -> service.stored().containsKey(arrival.change()))
                .mapToLong(arrival -> arrival.micros()
                        - Objects.requireNonNull(service.stored().get(arrival.change())))
                .sorted()
                .toArray();
    }
}
