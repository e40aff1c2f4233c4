package io.contactstatus.bench;

import com.sun.management.OperatingSystemMXBean;
import io.contactstatus.simulator.Simulation;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Prints how many records a second go all the way into DynamoDB Local, which runs in the same process.
final class ThroughputReport {

    private static final int WARM_UP = 2_000;
    private static final int RECORDS = 10_000;
    private static final OperatingSystemMXBean OPERATING_SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final PrintStream out;

    ThroughputReport(PrintStream out) {
        this.out = out;
    }

    void print() {
        out.printf("%n## ingestion of the simulator's mix, DynamoDB Local in the same process%n%n");
        for (var batch : List.of(100, 500)) {
            measure(batch);
        }
    }

    private void measure(int batch) {
        var simulation = new Simulation(batch, Instant.parse("2026-11-20T09:00:00Z"));
        var records = new ArrayList<byte[]>();
        var contacts = 0;
        while (records.size() < WARM_UP) {
            simulation.next().records().forEach(record -> records.add(record.payload()));
        }
        var from = records.size();
        while (records.size() - from < RECORDS) {
            var story = simulation.next();
            contacts += story.expected().size();
            story.records().forEach(record -> records.add(record.payload()));
        }
        try (var service = new MeteredService()) {
            play(service, records.subList(0, from), batch);
            var units = service.writeUnits();
            var reads = service.readUnits();
            var busy = OPERATING_SYSTEM.getProcessCpuTime();
            var began = System.nanoTime();
            play(service, records.subList(from, records.size()), batch);
            var took = Duration.ofNanos(System.nanoTime() - began);
            busy = OPERATING_SYSTEM.getProcessCpuTime() - busy;
            var played = records.size() - from;
            out.printf(
                    "batches of %3d: %.0f records/s (%d records of %d contacts in %.1f s, %.1f of %d cores busy); a contact costs %.1f write and"
                            + " %.1f read units%n",
                    batch,
                    played * 1e9 / took.toNanos(),
                    played,
                    contacts,
                    took.toMillis() / 1e3,
                    busy * 1.0 / took.toNanos(),
                    Runtime.getRuntime().availableProcessors(),
                    (service.writeUnits() - units) / contacts,
                    (service.readUnits() - reads) / contacts);
        }
    }

    private static void play(MeteredService service, List<byte[]> records, int batch) {
        for (var start = 0; start < records.size(); start += batch) {
            service.accept(records.subList(start, Math.min(start + batch, records.size())));
        }
    }
}
