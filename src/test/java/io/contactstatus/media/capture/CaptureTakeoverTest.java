package io.contactstatus.media.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.LongRun;
import io.contactstatus.contact.ContactId;
import io.contactstatus.jobs.Jobs;
import io.contactstatus.jobs.MortalJobStore;
import io.contactstatus.media.MediaProperties;
import io.contactstatus.objects.DirectoryObjectStore;
import io.contactstatus.objects.ObjectStore;
import io.contactstatus.standin.InMemoryVideoStreams;
import io.contactstatus.store.Capture;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// Two instances with the jobs of the service, of which one is cut off from everything at once.
class CaptureTakeoverTest {

    private static final Duration LEASE = LongRun.choose(Duration.ofSeconds(1), Duration.ofSeconds(8));
    private static final Duration LONGEST = LongRun.choose(Duration.ofSeconds(5), Duration.ofSeconds(15));

    @TempDir
    Path directory;

    private final InMemoryVideoStreams kinesis = new InMemoryVideoStreams();
    private final DataEndpoints endpoints = CaptureContract.endpoints(kinesis);
    private final VideoStreams streams = new VideoStreams(endpoints);
    private final CaptureMetrics metrics = new CaptureMetrics(new SimpleMeterRegistry(), Clock.systemUTC());
    private final TestStores stores = TestStores.over(
            LocalDynamoDb.shared().client(), LocalDynamoDb.freshPrefix(), new SimpleMeterRegistry(), Clock.systemUTC());
    private final ContactId contact = new ContactId(UUID.randomUUID().toString());

    @AfterEach
    void close() {
        streams.close();
        endpoints.close();
        kinesis.close();
    }

    @Test
    void anotherInstanceGoesOnSoonAfterOneIsKilled() {
        kinesis.idle(200);
        var store = new DirectoryObjectStore(directory);
        var mortal = new MortalObjectStore(store);
        var jobs = new MortalJobStore(stores.jobs());
        var stream = kinesis.stream("connect-one");
        var start = System.currentTimeMillis() - 30_000;
        var spoken = CaptureContract.spoken(1, 5 * 8_704);
        stream.speak(contact.value(), start, spoken, spoken);
        stores.captures()
                .order(contact, new Capture.Order(stream.arn(), Instant.ofEpochMilli(start)), Duration.ofDays(1));
        stores.jobs().create(CaptureWork.KIND, contact.value(), Map.of(CaptureWork.CONTACT, contact.value()), Map.of());

        try (var _ = Jobs.instance(jobs, work(mortal))) {
            await().until(() -> parts(store) > 0);
            jobs.die();
            mortal.die();
            var diedAt = System.nanoTime();
            var stored = parts(store);

            try (var heir = Jobs.instance(stores.jobs(), work(store))) {
                await().atMost(LONGEST).until(() -> heir.does(CaptureWork.KIND, contact.value()));
                // It has claimed the recording.
                await().atMost(LONGEST).until(() -> parts(store) > stored);
                assertThat(Duration.ofNanos(System.nanoTime() - diedAt)).isLessThan(LONGEST);
            }
            mortal.end();
        }
    }

    @Test
    void whatIsNotReadForNowTakesNoPlace() {
        var work = work(new DirectoryObjectStore(directory));
        assertThat(work.atOnce(1)).isEqualTo(200);

        metrics.rests(contact, true);
        assertThat(work.atOnce(1)).isEqualTo(201);

        metrics.rests(contact, false);
        assertThat(work.atOnce(1)).isEqualTo(200);
    }

    private static int parts(ObjectStore store) {
        return store.list("parts/").size();
    }

    private CaptureWork work(ObjectStore store) {
        var properties = new Binder(new MapConfigurationPropertySource(Map.of(
                        "media.enabled", "true",
                        "media.directory", directory.toString(),
                        "media.retention", "1d",
                        "media.stream-prefix", "connect-",
                        "media.segment", "1s",
                        "media.lease", LEASE.toString())))
                .bind("media", MediaProperties.class)
                .get();
        return new CaptureWork(
                stores.contacts(),
                stores.captures(),
                new CaptureOrders(stores.contacts(), stores.captures(), stores.jobs(), properties, Clock.systemUTC()),
                streams,
                store,
                properties,
                new Listening(id -> {
                    throw new AssertionError("there is no listener");
                }),
                metrics,
                Clock.systemUTC());
    }
}
