package io.contactstatus.queues;

import static io.contactstatus.pages.Contacts.NOON;
import static io.contactstatus.pages.Contacts.contact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.contactstatus.live.Audience;
import io.contactstatus.live.Feed;
import io.contactstatus.live.LiveSnapshot;
import io.contactstatus.names.LearntNames;
import io.contactstatus.store.KnownQueue;
import io.contactstatus.store.MovingClock;
import io.contactstatus.store.ProfileQueuesStore;
import io.contactstatus.store.QueueFiguresStore;
import io.contactstatus.store.QueueKey;
import io.contactstatus.view.AgentsProperties;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.StaleProperties;
import io.contactstatus.view.Staleness;
import io.contactstatus.visibility.ConnectInstances;
import io.contactstatus.visibility.VisibleInstances;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class LiveQueuesTest {

    private static final Duration LIMIT = Duration.ofHours(2);

    private final MovingClock clock = new MovingClock(NOON);
    private final List<ContactSummaryView> contacts = new ArrayList<>();
    private final QueueFiguresStore store = mock(QueueFiguresStore.class);
    private final ConnectInstances instances = new ConnectInstances(List.of());
    private final QueueProperties properties = new QueueProperties(
            new QueueProperties.Defaults(Duration.ofSeconds(20), Duration.ofSeconds(5), 80), Map.of());
    private final LearntNames names = new LearntNames();
    private final QueueSums sums = new QueueSums(store, properties, instances, clock);
    private final Queues queues = new Queues(
            store,
            sums,
            new Live<>(contacts),
            new Staleness(new StaleProperties(LIMIT, LIMIT, LIMIT, LIMIT, LIMIT), clock),
            names,
            properties,
            new AgentsOfQueues(
                    new Live<>(List.of()), mock(ProfileQueuesStore.class), new AgentsProperties(LIMIT, LIMIT), clock));
    private final LiveQueues live = new LiveQueues(queues, sums, instances, clock);

    record Live<T>(List<T> all) implements Feed<T> {

        @Override
        public LiveSnapshot<T> snapshot(VisibleInstances visible) {
            return new LiveSnapshot<>("1", all);
        }

        @Override
        public void follow(
                Audience<T> audience, VisibleInstances visible, @Nullable String after, HttpServletResponse response) {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeEach
    void contactsAreKeptForMonths() {
        when(store.oldestWhole(any())).thenReturn(NOON.minus(Duration.ofDays(90)));
        when(store.closedUntil()).thenReturn(Optional.of(NOON.minus(Duration.ofDays(2))));
    }

    @Test
    void figuresOfABusyQueueAreReadEveryTenSecondsAndOfAQuietOneEachMinute() {
        contacts.add(contact().id("first").seen());
        live.all();
        assertThatFiguresWereRead(1);

        contacts.add(contact().id("second").seen());
        clock.pass(LiveQueues.PACE);
        assertThat(live.all().getFirst().view().now().waiting()).isEqualTo(2);
        assertThatFiguresWereRead(1);

        clock.pass(LiveQueues.FLOOR.minus(LiveQueues.PACE));
        live.all();
        assertThatFiguresWereRead(2);

        clock.pass(LiveQueues.FLOOR);
        live.all();
        assertThatFiguresWereRead(3);

        clock.pass(Duration.ofSeconds(59));
        live.all();
        assertThatFiguresWereRead(3);

        clock.pass(LiveQueues.PACE);
        live.all();
        assertThatFiguresWereRead(4);
    }

    @Test
    void theListIsTheSameAsLongAsNothingChanges() {
        contacts.add(contact().seen());
        var before = live.all();
        clock.pass(LiveQueues.FLOOR);

        assertThat(live.all()).isSameAs(before);
    }

    @Test
    void aQueueThatIsKnownNoMoreIsToldAsAnEmptyOneOnce() throws InterruptedException {
        contacts.add(contact().seen());
        try (var events = new QueueEvents(live, VisibleInstances.ALL, new JsonMapper())) {
            assertThat(events.next(Duration.ZERO))
                    .satisfiesExactly(
                            reset -> assertThat(reset.name()).isEqualTo("reset"),
                            queue -> assertThat(queue.data()).contains("\"waiting\":1"),
                            ready -> assertThat(ready.name()).isEqualTo("ready"));

            contacts.clear();
            clock.pass(LiveQueues.PACE);

            assertThat(events.next(Duration.ZERO)).singleElement().satisfies(gone -> {
                assertThat(gone.name()).isEqualTo("queue");
                assertThat(gone.data()).contains("\"id\":\"queue-of-billing\"").contains("\"waiting\":0");
            });
            clock.pass(LiveQueues.PACE);
            assertThat(events.next(Duration.ZERO)).isEmpty();
        }
    }

    @Test
    void aStoredNameGivesWayToOneThatIsLaterAndIsNotLearntInItsPlace() {
        when(store.queues())
                .thenReturn(
                        List.of(new KnownQueue(new QueueKey("i", "billing"), "arn:x/queue/billing", "Billing", NOON)));
        names.queue("billing", "Invoices", NOON.plusSeconds(1));

        assertThat(live.all().getFirst().view().name()).isEqualTo("Invoices");
        assertThat(names.ofQueue("billing")).isEqualTo("Invoices");
    }

    private void assertThatFiguresWereRead(int times) {
        verify(store, times(times)).forEachDeparture(any(), any(), any(), any());
    }
}
