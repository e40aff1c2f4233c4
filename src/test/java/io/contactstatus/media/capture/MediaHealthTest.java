package io.contactstatus.media.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contactstatus.contact.ContactId;
import io.contactstatus.instances.Figure;
import io.contactstatus.objects.DirectoryObjectStore;
import io.contactstatus.store.CaptureStore;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;

class MediaHealthTest {

    private static final ContactId CALL = new ContactId("call");
    private static final ContactId OTHER = new ContactId("other");

    @TempDir
    Path directory;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Instant now = Instant.parse("2026-01-05T21:24:00Z");
    private final CaptureMetrics metrics = new CaptureMetrics(meters, () -> now);
    private final MediaHealth health = new MediaHealth(metrics, null, () -> now);

    @Test
    void aStoreThatIsAwayForAMinuteIsDown() {
        metrics.begins(CALL);
        metrics.begins(OTHER);
        metrics.fragment(CALL, 2_000, now.toEpochMilli());
        metrics.waits(CALL);
        now = now.plusSeconds(50);
        metrics.waits(CALL);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);

        now = now.plusSeconds(20);
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.trouble()).isNotNull();
        assertThat(gauge("contact_status.media.store.waiting")).isEqualTo(1);
        assertThat(gauge("contact_status.media.behind.longest")).isEqualTo(72);

        metrics.goesOn(CALL);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        assertThat(gauge("contact_status.media.behind.longest")).isEqualTo(2);
        metrics.ends(CALL);
        assertThat(gauge("contact_status.media.captures")).isEqualTo(1);
        assertThat(gauge("contact_status.media.behind.longest")).isZero();
    }

    @Test
    void theReportOfTheInstanceHasWhatTheMetricsShow() {
        metrics.begins(CALL);
        metrics.fragment(CALL, 400, now.toEpochMilli());
        metrics.fragment(CALL, 3_000, now.toEpochMilli());
        metrics.gaps(2);
        metrics.reconnect("CLEAN");
        metrics.reconnect("4500");

        assertThat(metrics.figures())
                .containsAllEntriesOf(Map.of(
                        Figure.MEDIA_CAPTURES, 1.0,
                        Figure.MEDIA_WAITING, 0.0,
                        Figure.MEDIA_FRAGMENTS, 2.0,
                        Figure.MEDIA_BEHIND, 3.0,
                        Figure.MEDIA_GAPS, 2.0,
                        Figure.MEDIA_RECONNECTS, 2.0));
    }

    @Test
    void whatHasWaitedSinceItWasSentIsBehindByTheClock() {
        metrics.begins(CALL);

        metrics.fragment(CALL, 20, now.minusSeconds(7).toEpochMilli());

        assertThat(gauge("contact_status.media.behind.longest")).isEqualTo(7);
    }

    @Test
    void streamingThatWasBegunAgainIsShownWhenItsFormerCaptureEnds() {
        metrics.begins(CALL);
        metrics.begins(CALL);
        metrics.ends(CALL);
        metrics.waits(CALL);

        assertThat(gauge("contact_status.media.store.waiting")).isEqualTo(1);
        metrics.ends(CALL);
        assertThat(gauge("contact_status.media.captures")).isZero();
    }

    @Test
    void twoInstancesHaveOneDirectory() {
        var captures = captures();
        var first = new DirectoryClaim(new DirectoryObjectStore(directory.resolve("shared")), captures);
        var second = new DirectoryClaim(new DirectoryObjectStore(directory.resolve("shared")), captures);
        assertThat(first.isLost() || second.isLost()).isFalse();

        assertThatThrownBy(() -> new DirectoryClaim(new DirectoryObjectStore(directory.resolve("own")), captures))
                .isInstanceOf(DirectoryNotSharedException.class);
        second.stop();
        assertThat(new DirectoryClaim(new DirectoryObjectStore(directory.resolve("own")), captures).isLost())
                .isFalse();
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }

    private static CaptureStore captures() {
        return TestStores.over(
                        LocalDynamoDb.shared().client(),
                        LocalDynamoDb.freshPrefix(),
                        new SimpleMeterRegistry(),
                        Clock.systemUTC())
                .captures();
    }
}
