package io.contactstatus.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.ingest.IngestOutcome;
import io.contactstatus.ingest.Ingestion;
import io.contactstatus.ingest.RawRecord;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.StoreRetry;
import io.contactstatus.store.TestStores;
import io.contactstatus.web.Records;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/// As many live contacts as take many seconds to be read.
@Tag("long")
class ColdFeedLoadTest {

    private static final int CONTACTS = Integer.getInteger("cold.contacts", 50_000);
    private static final int IN_QUEUE = 100;
    private static final int AT_ONCE = 250;
    private static final int WRITERS = 4;
    private static final int FOLLOWERS = 20;
    private static final String SOME = "/live/contacts?queue=" + Records.QUEUE_ID;

    @Test
    void allWhoComeFirstWaitAndGetEverything(TestReporter reporter) throws Exception {
        var prefix = LocalDynamoDb.freshPrefix();
        begin(prefix);
        try (var service = new LiveService(prefix)) {
            var began = System.nanoTime();

            var comers = IntStream.range(0, FOLLOWERS)
                    .<Callable<EventClient>>mapToObj(
                            number -> () -> service.follow(number == 0 ? "/live/contacts" : SOME))
                    .toList();
            var followers = together(comers, FOLLOWERS);
            var answered = Duration.ofNanos(System.nanoTime() - began);
            assertThat(followers)
                    .allSatisfy(one -> assertThat(one.response().statusCode()).isEqualTo(200));
            await().atMost(Duration.ofMinutes(3))
                    .until(() -> followers.stream().noneMatch(EventClient::hasNothingMore));
            var told = Duration.ofNanos(System.nanoTime() - began);
            assertThat(contacts(followers.getFirst())).isEqualTo(CONTACTS);
            for (var one : followers.subList(1, FOLLOWERS)) {
                assertThat(contacts(one)).isEqualTo(IN_QUEUE);
            }

            var heartbeats =
                    followers.stream().mapToInt(EventClient::heartbeats).summaryStatistics();
            reporter.publishEntry(
                    "cold",
                    "%d live contacts: %d streams answered within %d ms, told after %d ms; heartbeats meanwhile: %s"
                            .formatted(CONTACTS, FOLLOWERS, answered.toMillis(), told.toMillis(), heartbeats));
            followers.forEach(EventClient::close);
        }
    }

    private static long contacts(EventClient follower) {
        return follower.untilReady().stream()
                .filter(event -> event.name().equals("contact"))
                .count();
    }

    /// Before the service is there, so that its feed has heard of none of them.
    private static void begin(String prefix) throws Exception {
        var meters = new SimpleMeterRegistry();
        var stores = TestStores.over(LocalDynamoDb.shared().client(), prefix, meters, Clock.systemUTC());
        var ingest = Ingestion.into(stores.contacts(), stores.seats(), stores.deadLetters(), meters);
        var batches = new ArrayList<Callable<IngestOutcome>>();
        for (var first = 0; first < CONTACTS; first += AT_ONCE) {
            var inQueue = first == 0 ? IN_QUEUE : 0;
            var records = IntStream.range(0, AT_ONCE)
                    .mapToObj(number -> new RawRecord(live(number < inQueue), "cold"))
                    .toList();
            batches.add(() -> ingest.accept("cold", records, StoreRetry.endless()));
        }
        assertThat(together(batches, WRITERS))
                .allSatisfy(outcome -> assertThat(outcome.rejected()).isEmpty());
    }

    private static byte[] live(boolean queued) {
        var id = UUID.randomUUID().toString();
        var record = queued
                ? Records.queued(id, "2026-01-05T20:00:00.500Z", "2026-01-05T20:00:05.500Z")
                : Records.initiated(id, "2026-01-05T20:00:00.500Z", "anonymous");
        return record.getBytes(StandardCharsets.UTF_8);
    }

    private static <T> List<T> together(List<Callable<T>> tasks, int atOnce) throws Exception {
        try (var threads = Executors.newFixedThreadPool(atOnce)) {
            var done = new ArrayList<T>();
            for (var one : threads.invokeAll(tasks)) {
                done.add(one.get());
            }
            return done;
        }
    }
}
