package io.contactstatus.bench;

import com.sun.management.OperatingSystemMXBean;
import io.contactstatus.ingest.ContactIngest;
import io.contactstatus.ingest.Ingestion;
import io.contactstatus.ingest.RawRecord;
import io.contactstatus.simulator.Simulation;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.StoreRetry;
import io.contactstatus.store.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Prints what `GET /contacts/{id}` costs beside a bare handler that reads the same item behind an equal door.
///
/// Both servers have processes of their own; in this one are DynamoDB Local and the clients.
final class RequestReport {

    private static final int CONTACTS = 400;
    private static final int STORIES_AT_ONCE = 50;
    private static final int CLIENTS = 8;
    private static final double PACE = 400;
    private static final int ROUNDS = 8;

    /// Of a processor, by the compilers: less is left after a warm-up. They never end altogether.
    private static final double WARM = 0.1;

    private static final int LONGEST_WARM_UP = 60;
    private static final Duration ROUND = Duration.ofSeconds(5);
    private static final OperatingSystemMXBean HERE = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final PrintStream out;

    RequestReport(PrintStream out) {
        this.out = out;
    }

    /// One round of one server.
    ///
    /// @param busyMicros processor time of its process for each answer
    /// @param allocatedKilobytes what its threads allocate for each answer, whatever else the machine does
    private record Round(Askers.Answers fullLoad, double busyMicros, double allocatedKilobytes, Askers.Answers paced) {

        @Override
        public String toString() {
            return "%.0f/s, p50 %.1f p99 %.1f ms, %.0f µs of processor time, %.1f kB allocated; paced p50 %.2f p99 %.2f ms"
                    .formatted(
                            fullLoad.perSecond(),
                            fullLoad.millis(50),
                            fullLoad.millis(99),
                            busyMicros,
                            allocatedKilobytes,
                            paced.millis(50),
                            paced.millis(99));
        }
    }

    void print() {
        out.printf(
                "%n## GET /contacts/{id}, %d clients flat out and %.0f requests a second; load of the machine before: %.1f%n%n",
                CLIENTS, PACE, HERE.getSystemLoadAverage());
        try (var dynamoDb = LocalDynamoDb.inMemory()) {
            var prefix = LocalDynamoDb.freshPrefix();
            var paths = stored(dynamoDb.client(), prefix).stream()
                    .map(contactId -> "/contacts/" + contactId)
                    .toList();
            requests(dynamoDb.endpoint(), prefix, paths);
        }
    }

    /// Contacts of the simulator, whole ones and ones under way.
    private static List<String> stored(DynamoDbClient client, String prefix) {
        var meters = new SimpleMeterRegistry();
        var stores = TestStores.over(client, prefix, meters, Clock.systemUTC());
        var ingest = Ingestion.into(stores.contacts(), stores.seats(), stores.deadLetters(), meters);
        var simulation = new Simulation(11, Instant.now().minus(Duration.ofMinutes(30)));
        List<String> contactIds = List.of();
        for (var story = 0; contactIds.size() < CONTACTS; story++) {
            var records = simulation.next().records().stream()
                    .map(record -> new RawRecord(record.payload(), "bench"))
                    .toList();
            store(ingest, records.subList(0, story % 2 == 0 ? records.size() : (records.size() + 1) / 2));
            if (story % STORIES_AT_ONCE == STORIES_AT_ONCE - 1) {
                contactIds = contacts(client, prefix);
            }
        }
        return contactIds;
    }

    private static List<String> contacts(DynamoDbClient client, String prefix) {
        return client
                .scanPaginator(scan -> scan.tableName(prefix + "ContactStatus")
                        .filterExpression("attribute_exists(#status)")
                        .expressionAttributeNames(Map.of("#status", "Status")))
                .items()
                .stream()
                .map(item ->
                        Objects.requireNonNull(item.get("Connect_ContactId")).s())
                .sorted()
                .toList();
    }

    private static void store(ContactIngest ingest, List<RawRecord> records) {
        var outcome = ingest.accept("bench", records, StoreRetry.endless());
        if (!outcome.rejected().isEmpty()) {
            throw new IllegalStateException(
                    "rejected: " + outcome.rejected().getFirst().reason());
        }
    }

    private void requests(URI dynamoDb, String prefix, List<String> paths) {
        try (var service = Servers.service(dynamoDb, prefix);
                var bare = Servers.bareApi(dynamoDb, prefix)) {
            var one = paths.getFirst();
            Servers.await(service, one, Servers.KEY_HEADER, Servers.KEY);
            Servers.await(bare, one, Servers.KEY_HEADER, Servers.KEY);
            try (var ofService = new Askers(service.port(), Servers.KEY, paths, CLIENTS);
                    var ofBare = new Askers(bare.port(), Servers.KEY, paths, CLIENTS)) {
                warmUp(service, ofService);
                warmUp(bare, ofBare);
                var ours = new ArrayList<Round>();
                var theirs = new ArrayList<Round>();
                for (var number = 1; number <= ROUNDS; number++) {
                    // In turns, so that what changes meanwhile favours neither.
                    if (number % 2 == 0) {
                        ours.add(round(service, ofService));
                        theirs.add(round(bare, ofBare));
                    } else {
                        theirs.add(round(bare, ofBare));
                        ours.add(round(service, ofService));
                    }
                    out.printf("round %d: service %s%n", number, ours.getLast());
                    out.printf("         bare    %s%n", theirs.getLast());
                }
                Ratios.print(
                        out,
                        "throughput",
                        ">= 0.9",
                        ours,
                        theirs,
                        round -> round.fullLoad().perSecond());
                Ratios.print(
                        out,
                        "p99 at full load",
                        "<= 1.3",
                        ours,
                        theirs,
                        round -> round.fullLoad().millis(99));
                Ratios.print(
                        out,
                        "p99 paced",
                        "<= 1.3",
                        ours,
                        theirs,
                        round -> round.paced().millis(99));
                Ratios.print(
                        out,
                        "p50 paced",
                        "none",
                        ours,
                        theirs,
                        round -> round.paced().millis(50));
                Ratios.print(out, "processor time", "none", ours, theirs, Round::busyMicros);
                Ratios.print(out, "allocated", "none", ours, theirs, Round::allocatedKilobytes);
            }
        }
    }

    /// Until the compilers are through with it. Until then they take as much of the processors as the requests do, and
    /// for the service, which has several times as much code, for minutes longer.
    private void warmUp(JavaProcess server, Askers askers) {
        var asked = 0;
        for (var round = 1; round <= LONGEST_WARM_UP; round++) {
            var compiled = server.compiling();
            var answers = askers.flatOut(ROUND);
            asked += answers.micros().length;
            var share = (double) server.compiling().minus(compiled).toNanos() / ROUND.toNanos();
            if (share < WARM || round == LONGEST_WARM_UP) {
                out.printf(
                        "warm after %d requests, %d s: compilers take %.2f of a processor, %.0f requests a second%n",
                        asked, round * ROUND.toSeconds(), share, answers.perSecond());
                return;
            }
        }
    }

    private static Round round(JavaProcess server, Askers askers) {
        var allocated = server.allocated();
        var busy = server.busy();
        var fullLoad = askers.flatOut(ROUND);
        busy = server.busy().minus(busy);
        allocated = server.allocated() - allocated;
        var answers = fullLoad.micros().length;
        return new Round(
                fullLoad, busy.toNanos() / 1e3 / answers, allocated / 1e3 / answers, askers.paced(PACE, ROUND));
    }
}
