package io.contactstatus.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.web.Records;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
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
    private static final int FOLLOWERS = 20;
    private static final String SOME = "/live/contacts?queue=" + Records.QUEUE_ID;

    @Test
    void allWhoComeFirstWaitAndGetEverything(TestReporter reporter) throws Exception {
        try (var service = LiveService.alone()) {
            begin(service);
            var began = System.nanoTime();

            var followers = together(IntStream.range(0, FOLLOWERS)
                    .<Callable<EventClient>>mapToObj(
                            number -> () -> service.follow(number == 0 ? "/live/contacts" : SOME))
                    .toList());
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

    private static void begin(LiveService service) throws Exception {
        var bodies = new ArrayList<Callable<Boolean>>();
        for (var first = 0; first < CONTACTS; first += AT_ONCE) {
            var inQueue = first == 0 ? IN_QUEUE : 0;
            bodies.add(() -> {
                service.ingest(IntStream.range(0, AT_ONCE)
                        .mapToObj(number -> live(number < inQueue))
                        .collect(Collectors.joining("\n")));
                return true;
            });
        }
        together(bodies);
    }

    private static String live(boolean queued) {
        var id = UUID.randomUUID().toString();
        return queued
                ? Records.queued(id, "2026-01-05T20:00:00.500Z", "2026-01-05T20:00:05.500Z")
                : Records.initiated(id, "2026-01-05T20:00:00.500Z", "anonymous");
    }

    private static <T> List<T> together(List<Callable<T>> tasks) throws Exception {
        try (var threads = Executors.newFixedThreadPool(FOLLOWERS)) {
            var done = new ArrayList<T>();
            for (var one : threads.invokeAll(tasks)) {
                done.add(one.get());
            }
            return done;
        }
    }
}
