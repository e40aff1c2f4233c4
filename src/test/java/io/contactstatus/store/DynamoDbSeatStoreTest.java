package io.contactstatus.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Seat;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DynamoDbSeatStoreTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00.123Z");

    private final MovingClock clock = new MovingClock(NOON);
    private final SeatStore seats = TestStores.over(
                    LocalDynamoDb.shared().client(), LocalDynamoDb.freshPrefix(), new SimpleMeterRegistry(), clock)
            .seats();

    private static Seat seat(String agentId, Instant at, String eventId) {
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
                        new Seat.Held(new ContactId("c-2"), "MISSED", null, null, null, null, null, null, null)));
    }

    @Test
    void givesASeatBackAsItWasShown() {
        var seat = seat("a", NOON, "e1");

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
