package io.contactstatus.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.ContactId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DynamoDbCaptureStoreTest {

    private static final Duration KEEP = Duration.ofDays(30);
    private static final Instant START = Instant.parse("2026-01-05T21:24:00.123Z");
    private static final String PREFIX = LocalDynamoDb.freshPrefix();

    private final ContactId contact = new ContactId(UUID.randomUUID().toString());
    private final CaptureStore captures = at(Clock.systemUTC());

    private static CaptureStore at(Clock clock) {
        return TestStores.over(LocalDynamoDb.shared().client(), PREFIX, new SimpleMeterRegistry(), clock)
                .captures();
    }

    @Test
    void theLaterOrderCountsWhicheverComesFirst() {
        var first = new Capture.Order("arn:first", START);
        var second = new Capture.Order("arn:second", START.plusSeconds(60));
        captures.order(contact, second, KEEP);
        captures.order(contact, first, KEEP);

        assertThat(captures.find(contact).orElseThrow().order()).isEqualTo(second);
    }

    @Test
    void anOrderThatIsReadAgainDoesNotTakeItsEndAway() {
        var begun = new Capture.Order("arn:first", START);
        var ended = new Capture.Order("arn:first", START, START.plusSeconds(90), "913");
        captures.order(contact, begun, KEEP);
        captures.order(contact, ended, KEEP);
        captures.order(contact, begun, KEEP);

        assertThat(captures.find(contact).orElseThrow().order()).isEqualTo(ended);
    }

    @Test
    void ofConsentTheFirstYesAndTheLastNoAreKeptInAnyOrder() {
        captures.consent(contact, true, START.plusSeconds(9), KEEP);
        captures.consent(contact, false, START.plusSeconds(20), KEEP);
        captures.consent(contact, true, START.plusSeconds(3), KEEP);
        captures.consent(contact, true, START.plusSeconds(30), KEEP);
        captures.consent(contact, false, START.plusSeconds(1), KEEP);

        var capture = captures.find(contact).orElseThrow();
        assertThat(capture.order()).isNull();
        assertThat(capture.consent()).isEqualTo(new Capture.Consent(START.plusSeconds(3), START.plusSeconds(20)));
    }

    @Test
    void pausesAreKeptOnceHoweverOftenTheyAreTold() {
        captures.pause(contact, false, START.plusMillis(5), KEEP);
        captures.pause(contact, true, START, KEEP);
        captures.pause(contact, true, START, KEEP);

        var pauses = captures.find(contact).orElseThrow().pauses();
        assertThat(pauses.begun()).containsExactly(START);
        assertThat(pauses.ended()).containsExactly(START.plusMillis(5));
        assertThat(pauses.silentFrom()).isNull();
    }

    @Test
    void pausesWithoutRoomSilenceTheRestAndNoneIsForgotten() {
        for (var i = 0; i < 200; i++) {
            captures.pause(contact, true, START.plusSeconds(2L * i), KEEP);
            captures.pause(contact, false, START.plusSeconds(2L * i + 1), KEEP);
        }
        captures.pause(contact, true, START.plusSeconds(900), KEEP);
        captures.pause(contact, true, START.plusSeconds(800), KEEP);
        captures.pause(contact, false, START.plusSeconds(850), KEEP);
        captures.pause(contact, true, START.plusSeconds(2), KEEP);

        var pauses = captures.find(contact).orElseThrow().pauses();
        assertThat(pauses.begun()).hasSize(200);
        assertThat(pauses.ended()).hasSize(200);
        assertThat(pauses.silentFrom()).isEqualTo(START.plusSeconds(800));
    }

    @Test
    void whoseItIsAndWhatWasStreamedAreKeptWithIt() {
        var belonging = new Capture.Belonging("first", Set.of("+819012345678", "C-1"));
        var recorded = new Capture.Recorded("arn:first", START, null);
        captures.belongs(contact, belonging, KEEP);
        captures.recorded(contact, recorded, KEEP);

        var capture = captures.find(contact).orElseThrow();
        assertThat(capture.belonging()).isEqualTo(belonging);
        assertThat(capture.recorded()).isEqualTo(recorded);
    }

    @Test
    void oneDirectoryIsClaimedUntilItsInstancesAreSilent() {
        var lease = Duration.ofMinutes(2);
        assertThat(captures.claimDirectory("one", lease)).isTrue();
        assertThat(captures.claimDirectory("one", lease)).isTrue();
        assertThat(captures.claimDirectory("another", lease)).isFalse();

        var later = at(Clock.fixed(Instant.now().plus(lease).plusSeconds(2), ZoneOffset.UTC));
        assertThat(later.claimDirectory("another", lease)).isTrue();

        later.releaseDirectory("another");
        assertThat(later.claimDirectory("one", lease)).isTrue();
    }

    @Test
    void runsKeepTheirNumbers() {
        captures.run(contact, 0, Map.of("state", "CAPTURING"), KEEP);
        captures.run(contact, 1, Map.of("state", "CAPTURING"), KEEP);
        captures.run(contact, 0, Map.of("state", "AVAILABLE"), KEEP);

        assertThat(captures.find(contact).orElseThrow().runs())
                .isEqualTo(Map.of(0, Map.of("state", "AVAILABLE"), 1, Map.of("state", "CAPTURING")));
    }

    @Test
    void whatIsOlderThanItIsToBeKeptIsNotFound() {
        captures.run(contact, 0, Map.of("state", "AVAILABLE"), KEEP);

        var later = Clock.fixed(Instant.now().plus(KEEP).plusSeconds(2), ZoneOffset.UTC);
        assertThat(at(later).find(contact)).isEmpty();
        assertThat(captures.find(new ContactId("another"))).isEmpty();
    }
}
