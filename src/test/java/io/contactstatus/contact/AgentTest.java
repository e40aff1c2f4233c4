package io.contactstatus.contact;

import static io.contactstatus.contact.Agents.bare;
import static io.contactstatus.contact.Agents.begun;
import static io.contactstatus.contact.Agents.event;
import static io.contactstatus.contact.Agents.held;
import static io.contactstatus.contact.Agents.status;
import static io.contactstatus.contact.Agents.without;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.Agent.Holding;
import io.contactstatus.contact.Agent.Holding.State;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final AgentStatus AVAILABLE = status("Available", "ROUTABLE", NOON);
    private static final AgentStatus LUNCH = status("Lunch", "CUSTOM", at(60));
    private static final AgentStatus OFFLINE = status("Offline", "OFFLINE", at(60));
    private static final ContactId CALL = new ContactId("call");

    private static Instant at(int second) {
        return NOON.plusSeconds(second);
    }

    private static Agent seat(int second, Agent.Missed... missed) {
        return Agents.of("a", event(at(second), "event-" + second, "STATE_CHANGE", AVAILABLE, null), missed);
    }

    private static Agent shows(int second, String type, AgentStatus status, Agent.Held... contacts) {
        return Agents.of("a", event(at(second), "event-" + second, type, status, null, contacts));
    }

    private static Agent change(String id, AgentStatus from, AgentStatus to, Agent.Held... contacts) {
        return Agents.of("a", event(at(60), id, "STATE_CHANGE", to, AgentEvent.digest(from, List.of()), contacts));
    }

    private static Agent.Missed missed(int second) {
        return new Agent.Missed(at(second), new ContactId("c"));
    }

    private static Agent joined(Agent... seats) {
        var all = new HashSet<Agent>();
        Permutations.each(List.of(seats), order -> {
            all.add(order.stream().reduce(Agent::join).orElseThrow());
            all.add(Stream.concat(order.stream(), order.stream())
                    .reduce(Agent::join)
                    .orElseThrow());
            all.add(order.reversed().stream()
                    .reduce((one, other) -> other.join(one))
                    .orElseThrow());
        });
        assertThat(all).hasSize(1);
        return all.iterator().next();
    }

    private static String statusOf(Agent seat) {
        return Objects.requireNonNull(seat.status()).name();
    }

    @Test
    void isTheSameWhateverTheOrderOfItsEventsAndHoweverOftenTheyCome() {
        var seat = joined(seat(1, missed(1)), seat(2, missed(1)), seat(3), seat(4, missed(3)));

        assertThat(seat).isEqualTo(seat(4, missed(3), missed(1)));
    }

    @Test
    void keepsTheNewestOfWhatWasMissedHoweverItIsBatched() {
        var all = IntStream.range(0, 30).mapToObj(AgentTest::missed).toArray(Agent.Missed[]::new);
        var atOnce = seat(50, all);
        var oneByOne = IntStream.range(0, 30)
                .mapToObj(second -> seat(50 - second, missed(second)))
                .reduce(Agent::join)
                .orElseThrow();

        assertThat(oneByOne.missed()).isEqualTo(atOnce.missed()).hasSize(Agent.MOST_MISSED);
        assertThat(atOnce.missed()).first().isEqualTo(missed(29));
    }

    @ParameterizedTest
    @CsvSource({"e1,e2", "e2,e1"})
    void ordersTheEventsOfOneMomentByTheirSnapshots(String first, String second) {
        var seat = joined(change(first, AVAILABLE, LUNCH), change(second, LUNCH, OFFLINE), seat(0));

        assertThat(statusOf(seat)).isEqualTo("Offline");
    }

    @Test
    void findsTheLastOfAChainWhoseMiddleComesLate() {
        var meeting = status("Meeting", "CUSTOM", at(60));
        var chain = List.of(
                change("e9", AVAILABLE, LUNCH),
                change("e5", LUNCH, meeting),
                change("e7", meeting, OFFLINE),
                shows(60, "HEART_BEAT", OFFLINE));

        Permutations.each(
                chain,
                order -> assertThat(statusOf(order.stream().reduce(Agent::join).orElseThrow()))
                        .isEqualTo("Offline"));
    }

    @Test
    void fallsBackToTheIdsWhereSnapshotsFormACircleOrSayNothing() {
        assertThat(statusOf(joined(change("e1", LUNCH, AVAILABLE), change("e2", AVAILABLE, LUNCH))))
                .isEqualTo("Lunch");
        assertThat(statusOf(joined(change("e2", LUNCH, AVAILABLE), change("e1", AVAILABLE, LUNCH))))
                .isEqualTo("Available");
        assertThat(statusOf(joined(
                        change("e1", OFFLINE, LUNCH),
                        change("e2", LUNCH, AVAILABLE),
                        change("e3", AVAILABLE, OFFLINE),
                        change("e4", AVAILABLE, LUNCH))))
                .isEqualTo("Lunch");
    }

    @Test
    void tellsSnapshotsApartByTheStatesOfTheirContacts() {
        var ringing = held("call", "CONNECTING", at(50));
        var talking = held("call", "CONNECTED", at(60));
        var before = Agents.of("a", event(at(60), "e9", "STATE_CHANGE", AVAILABLE, null, ringing));
        var after = Agents.of(
                "a",
                event(
                        at(60),
                        "e1",
                        "STATE_CHANGE",
                        AVAILABLE,
                        AgentEvent.digest(AVAILABLE, List.of(ringing)),
                        talking));

        assertThat(joined(before, after).contacts()).containsExactly(talking);
    }

    @Test
    void keepsABoundedNumberOfEventsOfOneMoment() {
        var flood = IntStream.range(0, 100)
                .mapToObj(number -> change("e%03d".formatted(number), AVAILABLE, status("s" + number, "CUSTOM", NOON)))
                .toList();

        var seat = flood.stream().reduce(Agent::join).orElseThrow();

        assertThat(seat.newest()).hasSize(AgentEvent.MOST_OF_A_MOMENT);
        assertThat(flood.reversed().stream().reduce(Agent::join)).hasValue(seat);
    }

    @Test
    void leavesWhatIsKnownWhenAnEventShowsNothing() {
        var known = shows(1, "STATE_CHANGE", AVAILABLE, held("call", "CONNECTED", at(1)));
        var seat = joined(known, bare("a", at(9), "LOGIN"));

        assertThat(seat.at()).isEqualTo(at(9));
        assertThat(seat.username()).isEqualTo("jane");
        assertThat(seat.contacts()).isEqualTo(known.contacts());
        assertThat(seat.holdings().get(CALL)).isEqualTo(new Holding(CALL, State.HELD, at(1)));
        assertThat(bare("a", at(9), "LOGIN").holdings()).isEmpty();
    }

    @Test
    void isOfflineAfterALogoutHoweverLongHeartBeatsGoOn() {
        var seat = joined(
                shows(0, "LOGIN", AVAILABLE), shows(300, "LOGOUT", AVAILABLE), shows(420, "HEART_BEAT", AVAILABLE));

        assertThat(statusOf(seat)).isEqualTo("Available");
        assertThat(seat.statusType()).isEqualTo("OFFLINE");
        assertThat(seat.loggedOutAt()).isEqualTo(at(300));
    }

    @Test
    void isThereAgainAfterALaterLoginOrAStatusBegunLater() {
        var logout = shows(300, "LOGOUT", AVAILABLE);
        var later = status("Available", "ROUTABLE", at(301));

        assertThat(joined(logout, shows(301, "LOGIN", AVAILABLE)).loggedOutAt()).isNull();
        assertThat(joined(logout, bare("a", at(301), "LOGIN"), shows(400, "HEART_BEAT", AVAILABLE))
                        .statusType())
                .isEqualTo("ROUTABLE");
        assertThat(joined(logout, shows(500, "HEART_BEAT", later)).loggedOutAt())
                .isNull();
        assertThat(joined(bare("a", at(300), "LOGOUT"), shows(200, "LOGIN", AVAILABLE))
                        .loggedOutAt())
                .isEqualTo(at(300));
        assertThat(joined(logout, shows(400, "HEART_BEAT", status("Offline", "OFFLINE", at(302))))
                        .loggedOutAt())
                .isEqualTo(at(300));
    }

    @Test
    void hasLetGoOfAContactThatTheNewestSnapshotDoesNotShowAnyMore() {
        var seat = joined(
                shows(1, "STATE_CHANGE", AVAILABLE, held("call", "CONNECTED", at(1))),
                shows(2, "HEART_BEAT", AVAILABLE, held("call", "CONNECTED", at(1))),
                shows(5, "HEART_BEAT", AVAILABLE));

        assertThat(seat.holdings()).containsExactly(Map.entry(CALL, new Holding(CALL, State.LET_GO, at(2))));
    }

    @Test
    void knowsThatAContactLeftWhereADifferenceTellsOrWasRefused() {
        var connected = shows(1, "STATE_CHANGE", AVAILABLE, held("call", "CONNECTED", at(1)));
        var left = without(shows(4, "STATE_CHANGE", AVAILABLE), "call");
        var refused = shows(2, "STATE_CHANGE", AVAILABLE, held("call", "MISSED", at(2)));
        var nothing = shows(5, "HEART_BEAT", AVAILABLE);

        assertThat(joined(connected, left, nothing).holdings().get(CALL))
                .isEqualTo(new Holding(CALL, State.LEFT, at(4)));
        assertThat(joined(connected, refused, nothing).holdings().get(CALL))
                .isEqualTo(new Holding(CALL, State.LEFT, at(2)));
    }

    @Test
    void concludesNothingFromAnEventThatDoesNotTellOfContacts() {
        var silent = new AgentEvent(
                at(9), "e", "HEART_BEAT", null, null, null, AVAILABLE, null, null, List.of(), null, null);
        var seat =
                joined(shows(1, "STATE_CHANGE", AVAILABLE, held("call", "CONNECTED", at(1))), Agents.of("a", silent));

        assertThat(seat.holdings()).isEmpty();
    }

    @Test
    void keepsTheLastTimesOfTheTenNewestContactsInEveryOrder() {
        var all = IntStream.range(0, 30)
                .mapToObj(number ->
                        shows(number, "STATE_CHANGE", AVAILABLE, held("c-" + number, "CONNECTED", at(number))))
                .toList();
        var seat = all.stream().reduce(Agent::join).orElseThrow();

        assertThat(seat.lastHeld())
                .hasSize(Agent.MOST_HELD)
                .first()
                .isEqualTo(new Agent.LastHeld(new ContactId("c-29"), at(29), false));
        assertThat(all.reversed().stream().reduce(Agent::join)).hasValue(seat);
    }

    @Test
    void datesAHoldWhoseTimeDidNotMoveByTheEventThatBeganIt() {
        var onHold = held("call", "CONNECTED_ONHOLD", at(1));
        var began = begun(shows(40, "STATE_CHANGE", AVAILABLE, onHold), "call", "CONNECTED_ONHOLD");
        var repeated = shows(70, "HEART_BEAT", AVAILABLE, onHold);

        assertThat(joined(began, repeated).contacts())
                .singleElement()
                .satisfies(held -> assertThat(held.since()).isEqualTo(at(40)));
        assertThat(repeated.contacts())
                .singleElement()
                .satisfies(held -> assertThat(held.since()).isNull());
        assertThat(joined(began, repeated).resumed()).isEmpty();
    }

    @Test
    void noticesThatAHoldIsOverWhoseEndWasLost() {
        var began = begun(
                shows(40, "STATE_CHANGE", AVAILABLE, held("call", "CONNECTED_ONHOLD", at(1))),
                "call",
                "CONNECTED_ONHOLD");
        var talking = shows(90, "HEART_BEAT", AVAILABLE, held("call", "CONNECTED", at(1)));
        var told = begun(shows(70, "STATE_CHANGE", AVAILABLE, held("call", "CONNECTED", at(1))), "call", "CONNECTED");

        assertThat(joined(began, talking).resumed()).containsOnlyKeys(CALL);
        assertThat(joined(began, told, talking).resumed()).isEmpty();
        assertThat(joined(began, told, talking).contacts())
                .singleElement()
                .satisfies(held -> assertThat(held.since()).isEqualTo(at(70)));
    }
}
