package io.contactstatus.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.ProfileQueues;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class DynamoDbProfileQueuesStoreTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private final MovingClock clock = new MovingClock(NOON);
    private final String prefix = UUID.randomUUID() + "-";
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private ProfileQueuesStore instance() {
        return TestStores.over(LocalDynamoDb.shared().client(), prefix, meters, clock)
                .profiles();
    }

    private static ProfileQueues told(int seconds, String... queues) {
        return new ProfileQueues("tokyo", "Basic", NOON.plusSeconds(seconds), Set.of(queues));
    }

    @Test
    void keepsWhatWasTrueLastWhateverOrderAndInstanceItComesBy() {
        clock.pass(Duration.ofMinutes(1));
        var one = instance();
        var other = instance();
        one.keep(told(10, "billing"));
        other.keep(told(30, "billing", "orders"));
        one.keep(told(20, "billing", "chat"));
        other.keep(told(25));

        assertThat(one.all()).containsExactly(told(30, "billing", "orders"));
        assertThat(other.all()).containsExactly(told(30, "billing", "orders"));
        assertThat(instance().all()).containsExactly(told(30, "billing", "orders"));
    }

    @Test
    void whatIsKnownCostsNothing() {
        var store = instance();
        clock.pass(Duration.ofMinutes(1));
        store.keep(told(10, "billing"));
        var before = requests();

        store.keep(told(11, "billing"));
        store.keep(told(9, "orders"));

        assertThat(requests()).isEqualTo(before);
    }

    private static ProfileQueues named(int seconds, String billing) {
        return new ProfileQueues(
                "tokyo",
                "Basic",
                NOON.plusSeconds(seconds),
                Set.of("billing", "orders", "chat"),
                Map.of("billing", billing, "orders", "Orders"));
    }

    @Test
    void keepsWhatItsQueuesAreCalledAndIsWrittenAgainWhenOneIsRenamed() {
        clock.pass(Duration.ofMinutes(1));
        var store = instance();
        store.keep(told(9, "billing", "orders", "chat"));
        store.keep(named(10, "Billing"));
        assertThat(instance().all()).containsExactly(named(10, "Billing"));

        store.keep(named(20, "Invoices"));
        store.keep(named(15, "Billing"));

        assertThat(instance().all()).containsExactly(named(20, "Invoices"));
    }

    @Test
    void aClockThatRunsAheadIsNotTheNewestForEver() {
        var store = instance();
        store.keep(told(Integer.MAX_VALUE, "billing"));
        clock.pass(Duration.ofMinutes(1));
        store.keep(told(60, "orders"));

        assertThat(store.all())
                .singleElement()
                .satisfies(profile -> assertThat(profile.queueIds()).containsExactly("orders"));
    }

    private double requests() {
        return meters.getMeters().stream()
                .flatMap(meter -> StreamSupport.stream(meter.measure().spliterator(), false))
                .mapToDouble(measurement -> measurement.getValue())
                .sum();
    }
}
