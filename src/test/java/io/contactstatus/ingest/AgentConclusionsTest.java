package io.contactstatus.ingest;

import static io.contactstatus.contact.Agents.begun;
import static io.contactstatus.contact.Agents.event;
import static io.contactstatus.contact.Agents.held;
import static io.contactstatus.contact.Agents.status;
import static io.contactstatus.contact.Agents.without;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.Agent;
import io.contactstatus.contact.AgentState;
import io.contactstatus.contact.Agents;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Testimony;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentConclusionsTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final Agent HELD = seat(1, held("call", "CONNECTED", NOON));
    private static final Agent STILL_HELD = seat(2, held("call", "CONNECTED", NOON));
    private static final Agent GONE = seat(5);
    private static final Agent BACK = seat(7, held("call", "CONNECTED", NOON));

    private static Agent seat(int second, Agent.Held... contacts) {
        return Agents.of(
                "a",
                event(
                        NOON.plusSeconds(second),
                        "e" + second,
                        "HEART_BEAT",
                        status("Available", "ROUTABLE", NOON),
                        null,
                        contacts));
    }

    private static List<Testimony> news(Agent known, Agent... events) {
        return new AgentConclusions(List.of(events)).since(known);
    }

    private static void assertToldOfTheCall(List<Testimony> news) {
        assertThat(news).extracting(Testimony::contactId).containsExactly(new ContactId("call"));
    }

    @Test
    void tellsNothingWhileAnAgentKeepsItsContacts() {
        assertThat(new AgentConclusions(List.of(HELD)).since(null)).isEmpty();
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
        assertToldOfTheCall(new AgentConclusions(List.of(GONE, HELD)).since(null));
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
    void tellsTheSameNewsOnlyOnceHoweverOftenTheAgentIsTried() {
        var news = new AgentConclusions(List.of(GONE));

        assertToldOfTheCall(news.since(HELD));
        assertThat(news.since(HELD)).isEmpty();
    }

    @Test
    void putsRightWhatWasConcludedFromAnAgentReadTooEarly() {
        var news = new AgentConclusions(List.of(GONE));
        assertToldOfTheCall(news.since(HELD));

        assertToldOfTheCall(news.since(HELD.join(BACK)));
    }

    @Test
    void concludesNothingFromWhatWasLeftUnknown() {
        assertThat(news(GONE, seat(6))).isEmpty();
        assertThat(news(HELD, Agents.bare("a", NOON.plusSeconds(9), "LOGOUT"))).isEmpty();
    }

    @Test
    void endsAHoldWhoseEndNoEventTellsAtTheFirstEventThatShowsItAndInEitherOrder() {
        var onHold = begun(seat(3, held("call", "CONNECTED_ONHOLD", NOON)), "call", "CONNECTED_ONHOLD");
        var talking = seat(8, held("call", "CONNECTED", NOON));

        for (var told : List.of(news(onHold, talking), news(talking, onHold))) {
            assertToldOfTheCall(told);
            assertThat(told.getFirst().facts().live().agentStates().elements())
                    .containsExactly(new AgentState(NOON.plusSeconds(8), "CONNECTED", "arn:agent/a"));
        }
        assertThat(news(onHold.join(talking), seat(9, held("call", "CONNECTED", NOON))))
                .isEmpty();
    }
}
