package io.contactstatus.bench;

import com.sun.management.OperatingSystemMXBean;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;

/// Prints how long it takes from the start of the JVM until the service is ready, beside an application with the
/// same starters that does nothing.
final class StartReport {

    private static final int STARTS = 7;
    private static final String READINESS = "/actuator/health/readiness";
    private static final OperatingSystemMXBean HERE = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final PrintStream out;

    StartReport(PrintStream out) {
        this.out = out;
    }

    private record Start(Duration wall, Duration busy) {

        static Start of(JavaProcess server, String header, String value) {
            Servers.await(server, READINESS, header, value);
            return new Start(server.age(), server.busy());
        }

        @Override
        public String toString() {
            return "%.2f s (%.2f s of processor time)".formatted(wall.toMillis() / 1e3, busy.toMillis() / 1e3);
        }
    }

    void print() {
        out.printf(
                "%n## from the start of the JVM until it is ready; load of the machine before: %.1f%n%n",
                HERE.getSystemLoadAverage());
        var ours = new ArrayList<Start>();
        var theirs = new ArrayList<Start>();
        try (var dynamoDb = LocalDynamoDb.inMemory()) {
            var prefix = LocalDynamoDb.freshPrefix();
            TestStores.over(dynamoDb.client(), prefix, new SimpleMeterRegistry(), Clock.systemUTC());
            for (var number = 1; number <= STARTS; number++) {
                try (var service = Servers.service(dynamoDb.endpoint(), prefix)) {
                    ours.add(Start.of(service, Servers.KEY_HEADER, Servers.KEY));
                }
                try (var bare = Servers.bareApplication()) {
                    theirs.add(Start.of(bare, Servers.LOGIN_HEADER, Servers.LOGIN));
                }
                out.printf("start %d: service %s, bare %s%n", number, ours.getLast(), theirs.getLast());
            }
        }
        Ratios.print(
                out, "wall time", "<= 1.4", ours, theirs, start -> start.wall().toNanos());
        Ratios.print(
                out,
                "processor time",
                "none",
                ours,
                theirs,
                start -> start.busy().toNanos());
    }
}
