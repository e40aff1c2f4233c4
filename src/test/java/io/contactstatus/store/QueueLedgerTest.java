package io.contactstatus.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.Source;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What queues are called, as the contacts that left them tell it.
class QueueLedgerTest {

    /// DynamoDB Local deletes what has expired by the real clock.
    private static final Instant NOON = Instant.parse("2046-01-05T12:00:00Z");

    private static final String QUEUE = "arn:aws:connect:eu-west-2:111122223333:instance/i/queue/billing";

    private final String prefix = LocalDynamoDb.freshPrefix();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MovingClock clock = new MovingClock(NOON.plus(Duration.ofHours(1)));
    private final TestStores one = instance();
    private final TestStores other = instance();

    private TestStores instance() {
        return TestStores.over(LocalDynamoDb.shared().client(), prefix, meters, clock);
    }

    private static Facts abandoned(ContactId id, int minute, @Nullable String name) {
        var left = NOON.plus(Duration.ofMinutes(minute));
        return Facts.about(id, Source.CONTACT_EVENT)
                .heardAt(left)
                .instance("arn:aws:connect:eu-west-2:111122223333:instance/i", left)
                .channel("VOICE", left)
                .initiationMethod("INBOUND")
                .initiated(Moment.exact(left.minusSeconds(30)))
                .enqueued(Moment.exact(left.minusSeconds(20)), QUEUE)
                .queue(QUEUE, left.minusSeconds(20))
                .named(QUEUE, name, left)
                .disconnected(Moment.exact(left));
    }

    private static void tell(TestStores by, int minute, @Nullable String name) {
        by.contacts()
                .join(abandoned(new ContactId(UUID.randomUUID().toString()), minute, name)
                        .toContact());
    }

    private @Nullable String name() {
        assertThat(one.queues().queues()).hasSize(1);
        return one.queues().queues().getFirst().name();
    }

    @Test
    void aQueueThatWasRenamedKeepsItsNewNameWhateverComesLateOfBefore() {
        tell(one, 10, "Billing");
        tell(one, 20, "Invoices");
        assertThat(name()).isEqualTo("Invoices");

        tell(one, 15, "Billing");
        assertThat(name()).isEqualTo("Invoices");
        tell(other, 16, "Billing");
        assertThat(name()).isEqualTo("Invoices");
        clock.pass(Duration.ofDays(2));
        tell(instance(), 17, "Billing");
        tell(one, 18, null);
        assertThat(name()).isEqualTo("Invoices");
    }

    @Test
    void aNameFollowsThoughAnInstanceHasTakenNoteOfALaterOneThatWasStoredByAnother() {
        tell(one, 10, "Billing");
        tell(other, 20, "Invoices");
        tell(one, 15, "Billing");
        tell(one, 30, "Accounts");

        assertThat(name()).isEqualTo("Accounts");
    }

    @Test
    void aWrongClockNamesAQueueForNoLongerThanOthers() {
        tell(one, 60 * 24 * 365, "Billing");
        clock.pass(Duration.ofMinutes(1));
        tell(one, 61, "Invoices");

        assertThat(name()).isEqualTo("Invoices");
    }

    @Test
    void aQueueIsNamedByARecordThatChangesNoneOfItsFigures() {
        var id = new ContactId(UUID.randomUUID().toString());
        one.contacts().join(abandoned(id, 10, null).toContact());
        assertThat(name()).isNull();

        one.contacts().join(abandoned(id, 10, "Billing").toContact());

        assertThat(name()).isEqualTo("Billing");
    }

    @Test
    void whatIsKnownIsWrittenOnceADay() {
        tell(one, 10, "Billing");
        var before = written();

        tell(one, 11, "Billing");
        tell(one, 9, "Bills");
        tell(one, 12, null);

        assertThat(written()).isEqualTo(before);
        assertThat(before).isEqualTo(1);
    }

    private double written() {
        return meters
                .find("contact_status.dynamodb.consumed_capacity")
                .tag("table", prefix + "QueueFigures")
                .counters()
                .stream()
                .filter(counter -> Set.of("put", "update")
                        .contains(String.valueOf(counter.getId().getTag("operation"))))
                .mapToDouble(counter -> counter.count())
                .sum();
    }
}
