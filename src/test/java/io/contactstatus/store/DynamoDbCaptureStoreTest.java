package io.contactstatus.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.ContactId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
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
        var first = new Capture.Order("arn:first", START, null);
        var second = new Capture.Order("arn:second", START.plusSeconds(60), null);
        captures.order(contact, second, KEEP);
        captures.order(contact, first, KEEP);

        assertThat(captures.find(contact).orElseThrow().order()).isEqualTo(second);
    }

    @Test
    void anOrderThatIsReadAgainDoesNotTakeItsEndAway() {
        var begun = new Capture.Order("arn:first", START, null);
        var ended = new Capture.Order("arn:first", START, START.plusSeconds(90));
        captures.order(contact, begun, KEEP);
        captures.order(contact, ended, KEEP);
        captures.order(contact, begun, KEEP);

        assertThat(captures.find(contact).orElseThrow().order()).isEqualTo(ended);
    }

    @Test
    void marksAreInTheOrderOfTheirTimes() {
        captures.mark(contact, new Capture.Mark("pause", START.plusMillis(5), "no"), KEEP);
        captures.mark(contact, new Capture.Mark("pause", START, "yes"), KEEP);
        captures.mark(contact, new Capture.Mark("pause", START, "yes"), KEEP);

        var capture = captures.find(contact).orElseThrow();
        assertThat(capture.order()).isNull();
        assertThat(capture.marks())
                .containsExactly(
                        new Capture.Mark("pause", START, "yes"), new Capture.Mark("pause", START.plusMillis(5), "no"));
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
