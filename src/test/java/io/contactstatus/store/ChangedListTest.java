package io.contactstatus.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.Source;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChangedListTest {

    /// DynamoDB Local deletes what has expired by the real clock.
    private static final Instant NOON = Instant.parse("2046-01-05T12:00:00Z");

    private static final String INSTANCE = "arn:aws:connect:eu-west-2:123456789012:instance/" + UUID.randomUUID();
    private static final String BILLING = INSTANCE + "/queue/" + UUID.randomUUID();

    private final MovingClock clock = new MovingClock(NOON);
    private final TestStores stores = TestStores.listingChanges(
            LocalDynamoDb.shared().client(), LocalDynamoDb.freshPrefix(), new SimpleMeterRegistry(), clock);

    private void hear(String id, UnaryOperator<Facts> more) {
        var at = clock.instant();
        stores.contacts()
                .join(more.apply(Facts.about(new ContactId(id), Source.CONTACT_EVENT)
                                .heardAt(at)
                                .channel("VOICE", at))
                        .toContact());
    }

    private void queue(String id) {
        var at = clock.instant();
        hear(
                id,
                it -> it.initiated(Moment.exact(at))
                        .initiationMethod("INBOUND")
                        .enqueued(Moment.exact(at), BILLING)
                        .queue(BILLING, at));
    }

    private void end(String id) {
        var at = clock.instant();
        hear(id, it -> it.disconnected(Moment.exact(at)).disconnectReason("CUSTOMER_DISCONNECT", at));
    }

    private void learn(String id, String value) {
        var at = clock.instant();
        hear(id, it -> it.attribute("note", value, at));
    }

    private List<String> told(Instant since) {
        return told(null, since);
    }

    private List<String> told(@Nullable Set<QueueKey> queues, Instant since) {
        var told = new ArrayList<String>();
        String position = null;
        do {
            var page = stores.contacts().changed(new ChangedContacts(queues, since, any -> true), 2, position);
            page.items().forEach(one -> told.add(one.contact().id().value()));
            position = page.next();
        } while (position != null);
        return told;
    }

    private void minutes(int minutes) {
        clock.pass(Duration.ofMinutes(minutes));
    }

    @Test
    void tellsWhatIsOverOnceEverythingOfItsFirstMinutesIsInThere() {
        queue("one");
        minutes(1);
        end("one");
        minutes(3);
        learn("one", "late, but not too late");
        minutes(1);
        assertThat(told(NOON)).isEmpty();

        minutes(1);

        assertThat(told(NOON)).containsExactly("one");
        assertThat(stores.contacts().find(new ContactId("one")).orElseThrow().changedAt())
                .isEqualTo(NOON.plus(1, ChronoUnit.MINUTES));
    }

    @Test
    void whoAsksAgainWithTheLastTimeGetsEachLaterChangeAndMissesNone() {
        for (var id : List.of("one", "two", "three", "four")) {
            queue(id);
            end(id);
            clock.pass(Duration.ofSeconds(1));
        }
        minutes(4);
        learn("two", "after the four minutes that its entry stands for");
        minutes(1);
        assertThat(told(NOON)).containsExactly("one", "three", "four");

        minutes(4);

        assertThat(told(NOON.plusSeconds(3))).containsExactly("four", "two");
        assertThat(told(NOON)).containsExactly("one", "three", "four", "two");
    }

    @Test
    void tellsOfTheQueuesThatAreAskedFor() {
        queue("billing");
        end("billing");
        hear("no-queue", it -> it.initiated(Moment.exact(NOON)).initiationMethod("INBOUND"));
        end("no-queue");
        queue("live");
        minutes(5);

        assertThat(told(NOON)).containsExactlyInAnyOrder("billing", "no-queue");
        assertThat(told(Set.of(new QueueKey(lastPart(INSTANCE), lastPart(BILLING))), NOON))
                .containsExactly("billing");
        assertThat(told(Set.of(), NOON)).isEmpty();
        assertThat(stores.queues().queues())
                .extracting(KnownQueue::key)
                .as("what figures know, so that it can be listed")
                .containsExactlyInAnyOrder(
                        new QueueKey(lastPart(INSTANCE), lastPart(BILLING)), new QueueKey(null, null));
    }

    private static String lastPart(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
