package io.contactstatus.bench;

import io.contactstatus.ingest.Ingestion;
import io.contactstatus.ingest.RawRecord;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.StoreRetry;
import io.contactstatus.store.TestStores;
import io.contactstatus.web.Records;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Prints how a contact centre fares that looks known customers up by their numbers, from one key without
/// `pii:read`: for each call, so more often in a minute than may find nothing. A look-up that is refused ends the run.
final class LookupsReport {

    private static final int CUSTOMERS = 500;
    private static final int CLIENTS = 16;
    private static final double PACE = 300;
    private static final Duration WARM_UP = Duration.ofSeconds(60);

    /// Longer than the minute that misses are counted for.
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(70);

    private final PrintStream out;

    LookupsReport(PrintStream out) {
        this.out = out;
    }

    void print() {
        out.printf("%n## Known customers, %.0f look-ups a second from one key%n%n", PACE);
        try (var dynamoDb = LocalDynamoDb.inMemory()) {
            var prefix = LocalDynamoDb.freshPrefix();
            var paths = known(dynamoDb.client(), prefix);
            try (var service = Servers.service(dynamoDb.endpoint(), prefix);
                    var askers = new Askers(service.port(), Servers.LOOKUP_KEY, paths, CLIENTS)) {
                Servers.await(service, paths.getFirst(), Servers.KEY_HEADER, Servers.LOOKUP_KEY);
                // What is not compiled yet is too slow for more: a situation has to be told in time, or is none.
                askers.paced(PACE / 3, WARM_UP);
                var busy = service.busy();
                var answers = askers.paced(PACE, LONG_ENOUGH);
                out.printf(
                        "%d look-ups, %.0f a second, none refused; p50 %.1f p99 %.1f ms, %.0f µs of processor time%n",
                        answers.micros().length,
                        answers.perSecond(),
                        answers.millis(50),
                        answers.millis(99),
                        service.busy().minus(busy).toNanos() / 1e3 / answers.micros().length);
                out.printf(
                        "flat out: %.0f a second%n", askers.flatOut(LONG_ENOUGH).perSecond());
            }
        }
    }

    private static List<String> known(DynamoDbClient client, String prefix) {
        var meters = new SimpleMeterRegistry();
        var stores = TestStores.over(client, prefix, meters, Clock.systemUTC());
        var ingest = Ingestion.into(stores.contacts(), stores.seats(), stores.deadLetters(), meters);
        var called =
                Instant.now().minusSeconds(600).truncatedTo(ChronoUnit.MILLIS).toString();
        var numbers = IntStream.range(0, CUSTOMERS)
                .mapToObj("+4420794%05d"::formatted)
                .toList();
        var calls = numbers.stream()
                .map(number -> Records.initiated(UUID.randomUUID().toString(), called, number))
                .map(call -> new RawRecord(call.getBytes(StandardCharsets.UTF_8), "bench"))
                .toList();
        ingest.accept("bench", calls, StoreRetry.endless());
        return numbers.stream()
                .map(number -> "/customers/%2B" + number.substring(1) + "/situation")
                .toList();
    }
}
