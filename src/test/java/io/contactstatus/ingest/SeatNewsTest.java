package io.contactstatus.ingest;

import static io.contactstatus.contact.Seats.begun;
import static io.contactstatus.contact.Seats.event;
import static io.contactstatus.contact.Seats.held;
import static io.contactstatus.contact.Seats.status;
import static io.contactstatus.contact.Seats.without;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.AgentState;
import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Seat;
import io.contactstatus.contact.Seats;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeatNewsTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final Seat HELD = seat(1, held("call", "CONNECTED", NOON));
    private static final Seat STILL_HELD = seat(2, held("call", "CONNECTED", NOON));
    private static final Seat GONE = seat(5);
    private static final Seat BACK = seat(7, held("call", "CONNECTED", NOON));

    private static Seat seat(int second, Seat.Held... contacts) {
        return Seats.of(
                "a",
                event(
                        NOON.plusSeconds(second),
                        "e" + second,
                        "HEART_BEAT",
                        status("Available", "ROUTABLE", NOON),
                        null,
                        contacts));
    }

    private static List<Contact> news(Seat known, Seat... events) {
        return new SeatNews(List.of(events)).since(known);
    }

    private static void assertToldOfTheCall(List<Contact> news) {
        assertThat(news).extracting(Contact::id).containsExactly(new ContactId("call"));
    }

    @Test
    void tellsNothingWhileASeatKeepsItsContacts() {
        assertThat(new SeatNews(List.of(HELD)).since(null)).isEmpty();
        assertThat(news(HELD, STILL_HELD)).isEmpty();
        assertThat(news(STILL_HELD, HELD)).isEmpty();
    }

    @Test
    void tellsOnceThatAContactWasLetGo() {
        assertToldOfTheCall(news(HELD, GONE));
        assertThat(news(HELD.join(GONE), seat(9))).isEmpty();
        assertThat(news(HELD.join(GONE), GONE)).isEmpty();
    }

    @Test
    void tellsItAlsoWhenTheEventThatHeldItComesLate() {
        assertToldOfTheCall(news(GONE, HELD));
        assertToldOfTheCall(news(GONE.join(HELD), STILL_HELD));
        assertThat(news(GONE.join(STILL_HELD), HELD)).isEmpty();
        assertToldOfTheCall(new SeatNews(List.of(GONE, HELD)).since(null));
    }

    @Test
    void tellsThatItIsHeldAgain() {
        assertToldOfTheCall(news(HELD.join(GONE), BACK));
    }

    @Test
    void leavesToTheEventWhatItsOwnDifferenceTells() {
        assertThat(news(HELD, without(GONE, "call"))).isEmpty();
        assertThat(news(without(GONE, "call"), HELD)).isEmpty();
    }

    @Test
    void tellsTheSameNewsOnlyOnceHoweverOftenTheSeatIsTried() {
        var news = new SeatNews(List.of(GONE));

        assertToldOfTheCall(news.since(HELD));
        assertThat(news.since(HELD)).isEmpty();
    }

    @Test
    void putsRightWhatWasConcludedFromASeatReadTooEarly() {
        var news = new SeatNews(List.of(GONE));
        assertToldOfTheCall(news.since(HELD));

        assertToldOfTheCall(news.since(HELD.join(BACK)));
    }

    @Test
    void concludesNothingFromWhatWasLeftUnknown() {
        assertThat(news(GONE, seat(6))).isEmpty();
        assertThat(news(HELD, Seats.bare("a", NOON.plusSeconds(9), "LOGOUT"))).isEmpty();
    }

    @Test
    void endsAHoldWhoseEndNoEventTellsAtTheFirstEventThatShowsItAndInEitherOrder() {
        var onHold = begun(seat(3, held("call", "CONNECTED_ONHOLD", NOON)), "call", "CONNECTED_ONHOLD");
        var talking = seat(8, held("call", "CONNECTED", NOON));

        for (var told : List.of(news(onHold, talking), news(talking, onHold))) {
            assertToldOfTheCall(told);
            assertThat(told.getFirst().live().agentStates().elements())
                    .containsExactly(new AgentState(NOON.plusSeconds(8), "CONNECTED", "arn:agent/a"));
        }
        assertThat(news(onHold.join(talking), seat(9, held("call", "CONNECTED", NOON))))
                .isEmpty();
    }
}
