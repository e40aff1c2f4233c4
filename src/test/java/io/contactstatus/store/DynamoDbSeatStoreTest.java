package io.contactstatus.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Seat;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDbSeatStoreTest {

    /// To come: DynamoDB Local, too, deletes what has expired by its own clock.
    private static final Instant NOON = Instant.parse("2126-01-05T12:00:00.123Z");

    private final MovingClock clock = new MovingClock(NOON);
    private final List<Seat> heard = new ArrayList<>();
    private final String prefix = LocalDynamoDb.freshPrefix();
    private final DynamoDbClient client = LocalDynamoDb.shared().client();
    private final SeatStore seats = seats();

    private SeatStore seats() {
        var tables = Tables.prefixed(prefix);
        tables.createMissing(client);
        return new DynamoDbSeatStore(
                new Dynamo(client, new SimpleMeterRegistry()), tables, Duration.ofHours(24), clock, heard::add);
    }

    private static Seat seat(String agentId, Instant at, String eventId, Seat.Missed... missed) {
        return new Seat(
                agentId,
                "arn:agent/" + agentId,
                at,
                eventId,
                "STATE_CHANGE",
                "jane",
                "Jane",
                "Doe",
                new Seat.Status("Available", "ROUTABLE", "arn:status", NOON),
                new Seat.Status("Lunch", null, "arn:lunch", NOON.plusSeconds(1)),
                "Basic",
                List.of("Tokyo", "Team A"),
                List.of(
                        new Seat.Held(
                                new ContactId("c-1"),
                                "CONNECTED",
                                NOON,
                                "VOICE",
                                "INBOUND",
                                "arn:queue",
                                "Billing",
                                NOON,
                                NOON),
                        new Seat.Held(new ContactId("c-2"), "MISSED", null, null, null, null, null, null, null)),
                List.of(missed));
    }

    private static Seat.Missed missed(int second) {
        return new Seat.Missed(NOON.plusSeconds(second), new ContactId("missed-" + second));
    }

    @Test
    void givesASeatBackAsItWasShown() {
        var seat = seat("a", NOON, "e1", missed(2), missed(1));

        seats.show(seat);

        assertThat(seats.find("a")).hasValue(seat);
    }

    @Test
    void keepsTheNewestOfTheSeatsEventsInAnyOrder() {
        var newest = seat("a", NOON.plusMillis(1), "e0");

        for (var shown : List.of(seat("a", NOON, "e9"), newest, seat("a", NOON, "e1"))) {
            seats.show(shown);
        }

        assertThat(seats.find("a")).hasValue(newest);
    }

    @Test
    void settlesTwoEventsOfOneMillisecondByTheirIds() {
        seats.show(seat("a", NOON, "e2"));
        seats.show(seat("a", NOON, "e1"));

        assertThat(seats.find("a").orElseThrow().eventId()).isEqualTo("e2");
    }

    @Test
    void leavesNothingOfWhatAnEarlierEventSaid() {
        seats.show(seat("a", NOON, "e1"));
        var bare = new Seat(
                "a",
                "arn:agent/a",
                NOON.plusSeconds(1),
                "e2",
                "LOGOUT",
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of());

        seats.show(bare);

        assertThat(seats.find("a")).hasValue(bare);
    }

    @Test
    void addsUpWhatWasMissedInEveryOrderAndOnceEach() {
        var events = List.of(
                seat("", NOON, "e1", missed(1)),
                seat("", NOON.plusSeconds(2), "e2", missed(1), missed(2)),
                seat("", NOON.plusSeconds(3), "e3"),
                seat("", NOON.plusSeconds(1), "e4", missed(3)));
        var expected = events.stream().reduce(Seat::join).orElseThrow();

        var number = 0;
        for (var order : orders(events)) {
            var agent = "agent-" + number++;
            order.forEach(event -> seats.show(of(agent, event)));
            seats.show(of(agent, order.getFirst()));

            assertThat(seats.find(agent)).hasValue(of(agent, expected));
        }
    }

    @Test
    void keepsTheNewestOfWhatWasMissedAndWritesTheOldOnesAway() {
        IntStream.range(0, 45)
                .map(second -> (second * 7) % 45)
                .forEach(second -> seats.show(seat("a", NOON.plusSeconds(100 - second), "e", missed(second))));

        assertThat(seats.find("a").orElseThrow().missed())
                .isEqualTo(IntStream.range(0, Seat.MOST_MISSED)
                        .mapToObj(back -> missed(44 - back))
                        .toList());
        assertThat(SeatItem.missed(item("a"))).hasSizeLessThanOrEqualTo(2 * Seat.MOST_MISSED);
    }

    @Test
    void tellsWhoListensOfTheSeatAsItIsStored() {
        var newer = seat("a", NOON.plusSeconds(1), "e2");
        seats.show(newer);

        seats.show(seat("a", NOON, "e1", missed(1)));

        assertThat(heard).last().isEqualTo(newer.join(seat("a", NOON, "e1", missed(1))));
    }

    @Test
    void readsWhatWasStoredBeforeGroupsAndMissedContactsWereKept() {
        seats.show(seat("a", NOON, "e1", missed(1)));
        var old = new HashMap<>(item("a"));
        old.keySet().removeAll(List.of("Hierarchy", "Missed"));
        client.putItem(put -> put.tableName(prefix + "AgentSeat").item(old));

        var read = seats.find("a").orElseThrow();
        assertThat(read.hierarchy()).isEmpty();
        assertThat(read.missed()).isEmpty();
        assertThat(read.username()).isEqualTo("jane");

        seats.show(seat("a", NOON.plusSeconds(1), "e2", missed(2)));
        assertThat(seats.find("a").orElseThrow().missed()).containsExactly(missed(2));
    }

    private Map<String, AttributeValue> item(String agentId) {
        return client.getItem(get -> get.tableName(prefix + "AgentSeat").key(SeatItem.key(agentId)))
                .item();
    }

    private static Seat of(String agentId, Seat event) {
        return new Seat(
                agentId,
                event.agentArn(),
                event.at(),
                event.eventId(),
                event.eventType(),
                event.username(),
                event.firstName(),
                event.lastName(),
                event.status(),
                event.nextStatus(),
                event.routingProfile(),
                event.hierarchy(),
                event.contacts(),
                event.missed());
    }

    private static <T> List<List<T>> orders(List<T> all) {
        if (all.isEmpty()) {
            return List.of(List.of());
        }
        var orders = new ArrayList<List<T>>();
        for (var first : all) {
            var others = new ArrayList<>(all);
            others.remove(first);
            orders(others).forEach(rest -> {
                rest = new ArrayList<>(rest);
                rest.addFirst(first);
                orders.add(rest);
            });
        }
        return orders;
    }

    @Test
    void listsEverySeatOncePageByPage() {
        IntStream.range(0, 23).forEach(number -> seats.show(seat("agent-" + number, NOON, "e")));

        var listed = new ArrayList<String>();
        String from = null;
        do {
            var page = seats.all(5, from);
            page.items().forEach(seat -> listed.add(seat.agentId()));
            from = page.next();
        } while (from != null);

        assertThat(listed).hasSize(23).doesNotHaveDuplicates();
    }

    @Test
    void forgetsASeatOfWhichNothingIsHeardAnyMore() {
        seats.show(seat("a", NOON, "e"));

        clock.pass(Duration.ofHours(24));

        assertThat(seats.find("a")).isEmpty();
        assertThat(seats.all(10, null).items()).isEmpty();
    }
}
