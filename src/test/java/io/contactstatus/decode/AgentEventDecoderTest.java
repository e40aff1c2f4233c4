package io.contactstatus.decode;

import static io.contactstatus.decode.Payloads.malformed;
import static io.contactstatus.decode.Payloads.present;
import static io.contactstatus.decode.Payloads.said;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.Agent;
import io.contactstatus.contact.AgentState;
import io.contactstatus.contact.AgentStatus;
import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Flag;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentEventDecoderTest {

    private static final String CONNECTED = """
            {'ContactId':'$CONTACT','InitialContactId':null,'Channel':'VOICE','InitiationMethod':'INBOUND',
             'State':'CONNECTED','StateStartTimestamp':'2026-03-01T10:01:00.111Z',
             'ConnectedToAgentTimestamp':'2026-03-01T10:01:00.111Z','QueueTimestamp':'2026-03-01T10:00:10.222Z',
             'Queue':{'ARN':'$QUEUE','Name':'Billing'}}""";

    private static final String ENDED = inState("ENDED", "2026-03-01T10:05:00.333Z");
    private static final String RINGING =
            inState("CONNECTING", "2026-03-01T10:00:50.000Z").replace("'2026-03-01T10:01:00.111Z','Q", "null,'Q");

    private static String inState(String state, String since) {
        return CONNECTED
                .replace("'CONNECTED'", "'" + state + "'")
                .replace("'StateStartTimestamp':'2026-03-01T10:01:00.111Z'", "'StateStartTimestamp':'" + since + "'");
    }

    private static String snapshot(String... contacts) {
        return "{'AgentStatus':{'ARN':'status-arn','Name':'Available','StartTimestamp':'2026-03-01T09:00:00.000Z',"
                + "'Type':'ROUTABLE'},'NextAgentStatus':null,'Configuration':{'FirstName':'Hanako','LastName':'Sato',"
                + "'Username':'hanako','AgentHierarchyGroups':null,'RoutingProfile':{'Name':'Basic'}},"
                + "'Contacts':[" + String.join(",", contacts) + "]}";
    }

    private static String event(String type, String previous, String current) {
        return "{'AWSAccountId':'1','AgentARN':'$AGENT','InstanceARN':'$INSTANCE','EventId':'agent-event-1',"
                + "'EventTimestamp':'2026-03-01T10:05:30.444Z','EventType':'" + type + "','Version':'2017-10-01',"
                + "'PreviousAgentSnapshot':" + previous + ",'CurrentAgentSnapshot':" + current + "}";
    }

    private static Decoded.ContactUpdate only(String event) {
        var contacts = said(event).contacts();
        assertThat(contacts).hasSize(1);
        return contacts.getFirst();
    }

    private static Agent seat(String event) {
        return Objects.requireNonNull(said(event).agent());
    }

    @Test
    void tellsTheWholeStoryOfAContactThatCameToTheAgent() {
        var about = only(event("STATE_CHANGE", snapshot(), snapshot(CONNECTED)));
        var contact = about.facts().snapshot();

        assertThat(contact.status()).isEqualTo(Status.CONNECTED_TO_AGENT);
        assertThat(contact.channel()).isEqualTo("VOICE");
        assertThat(contact.instanceArn()).isEqualTo(Payloads.INSTANCE);
        assertThat(contact.timestamps().queued()).isEqualTo("2026-03-01T10:00:10.222Z");
        assertThat(contact.timestamps().connectedToAgent()).isEqualTo("2026-03-01T10:01:00.111Z");
        assertThat(present(contact.queue()).name()).isEqualTo("Billing");
        assertThat(contact.agent()).isNotNull();
        assertThat(present(contact.agent()).username()).isEqualTo("hanako");
        var entry = about.entries().getFirst();
        assertThat(entry.at()).isEqualTo("2026-03-01T10:01:00.111Z");
        assertThat(entry.type()).isEqualTo("CONNECTED");
        assertThat(entry.id()).isEqualTo("agent-event-1");
        assertThat(entry.source()).isEqualTo(Source.AGENT_EVENT);
    }

    @Test
    void keepsOnlyTheContactsOwnPartInItsHistory() {
        var entry = only(event("STATE_CHANGE", snapshot(), snapshot(CONNECTED)))
                .entries()
                .getFirst();

        assertThat(entry.detail().json())
                .contains(
                        "\"State\":\"CONNECTED\"",
                        "\"AgentARN\"",
                        "\"EventType\":\"STATE_CHANGE\"",
                        "\"EventId\"",
                        "\"Username\":\"hanako\"")
                .doesNotContain("Hanako", "RoutingProfile");
    }

    @Test
    void startsAfterContactWorkWhenTheConversationEnded() {
        var about = only(event("STATE_CHANGE", snapshot(CONNECTED), snapshot(ENDED)));

        assertThat(about.facts().snapshot().status()).isEqualTo(Status.AFTER_CONTACT_WORK);
        assertThat(about.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.type()).isEqualTo("ENDED");
            assertThat(entry.at()).isEqualTo("2026-03-01T10:05:00.333Z");
        });
    }

    @Test
    void makesUpForALostEventWithTheEarlierSnapshot() {
        var about = only(event("STATE_CHANGE", snapshot(CONNECTED), snapshot(ENDED)));

        assertThat(about.facts().live().agentStates().elements())
                .contains(new AgentState(Instant.parse("2026-03-01T10:01:00.111Z"), "CONNECTED", Payloads.AGENT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ENDED", "CONNECTED", "CONNECTED_ONHOLD", "PAUSED"})
    void clearsAContactThatLeftTheAgentAfterTalking(String last) {
        var about = only(event("STATE_CHANGE", snapshot(inState(last, "2026-03-01T10:05:00.333Z")), snapshot()));

        assertThat(about.facts().live().agentStates().elements().last())
                .isEqualTo(
                        new AgentState(Instant.parse("2026-03-01T10:05:30.444Z"), AgentState.CLEARED, Payloads.AGENT));
        assertThat(about.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.type()).isEqualTo("CLEARED");
            assertThat(entry.at()).isEqualTo("2026-03-01T10:05:30.444Z");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"INCOMING", "PENDING", "CONNECTING"})
    void releasesAContactThatStoppedRinging(String last) {
        var about = only(event("STATE_CHANGE", snapshot(RINGING.replace("CONNECTING", last)), snapshot()));

        assertThat(about.entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.type()).isEqualTo("RELEASED"));
        assertThat(about.facts().snapshot().status()).isEqualTo(Status.QUEUED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MISSED", "REJECTED", "ERROR"})
    void learnsNothingFromTheLeavingOfAContactThatWasRefusedBefore(String last) {
        var about = only(event("STATE_CHANGE", snapshot(RINGING.replace("CONNECTING", last)), snapshot()));

        assertThat(about.entries()).isEmpty();
        assertThat(about.facts().live().agentStates().elements())
                .extracting(AgentState::state)
                .containsExactly(last);
    }

    @Test
    void ringsAtTheAgentWithoutConnecting() {
        var contact = only(event("STATE_CHANGE", snapshot(), snapshot(RINGING))).facts();

        assertThat(contact.snapshot().status()).isEqualTo(Status.CONNECTING_TO_AGENT);
        assertThat(contact.live().offeredTo()).isNotNull();
        assertThat(contact.live().agentArn()).isNull();
        assertThat(contact.live().connectedToAgent()).isNull();
    }

    @Test
    void repeatsFactsInAHeartBeatWithoutMakingHistory() {
        var about = only(event("HEART_BEAT", snapshot(CONNECTED), snapshot(CONNECTED)));

        assertThat(about.entries()).isEmpty();
        assertThat(about.facts().snapshot().status()).isEqualTo(Status.CONNECTED_TO_AGENT);
        assertThat(about.facts().heard().lastBySource().get(Source.AGENT_EVENT)).isEqualTo(Instant.EPOCH);
    }

    @Test
    void changesNothingWithOneMoreHeartBeat() {
        var first = event("HEART_BEAT", snapshot(CONNECTED), snapshot(CONNECTED));
        var next = first.replace("10:05:30.444Z", "10:07:30.444Z").replace("agent-event-1", "agent-event-2");

        assertThat(only(next).facts()).isEqualTo(only(first).facts());
    }

    @Test
    void noticesAHoldBetweenTwoOthersByItsTime() {
        var about = only(event(
                "STATE_CHANGE",
                snapshot(inState("CONNECTED_ONHOLD", "2026-03-01T10:02:00.000Z")),
                snapshot(inState("CONNECTED_ONHOLD", "2026-03-01T10:03:00.000Z"))));

        assertThat(about.entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.at()).isEqualTo("2026-03-01T10:03:00Z"));
        assertThat(about.facts().snapshot().status()).isEqualTo(Status.ON_HOLD);
    }

    @Test
    void tellsOfEveryContactAtTheAgent() {
        var other = CONNECTED.replace("$CONTACT", "$OTHER").replace("VOICE", "TASKS");
        var contacts = said(event("STATE_CHANGE", snapshot(ENDED), snapshot(ENDED, other)))
                .contacts();

        assertThat(contacts)
                .extracting(about -> about.facts().id())
                .containsExactly(new ContactId(Payloads.CONTACT), new ContactId(Payloads.OTHER_CONTACT));
        assertThat(contacts.getFirst().entries()).isEmpty();
        assertThat(contacts.getLast().entries()).hasSize(1);
        assertThat(contacts.getLast().facts().snapshot().channel()).isEqualTo("TASK");
    }

    @Test
    void showsTheAgent() {
        var seat = seat(event("STATE_CHANGE", snapshot(), snapshot(CONNECTED)));

        assertThat(seat.agentId()).isEqualTo("bbbb1111-2222-4333-8444-555566667777");
        assertThat(seat.agentArn()).isEqualTo(Payloads.AGENT);
        assertThat(seat.at()).isEqualTo("2026-03-01T10:05:30.444Z");
        assertThat(seat.username()).isEqualTo("hanako");
        assertThat(present(seat.shown()).eventType()).isEqualTo("STATE_CHANGE");
        assertThat(present(seat.shown()).firstName()).isEqualTo("Hanako");
        assertThat(present(seat.shown()).routingProfile()).isEqualTo("Basic");
        assertThat(seat.status())
                .isEqualTo(
                        new AgentStatus("Available", "ROUTABLE", "status-arn", Instant.parse("2026-03-01T09:00:00Z")));
        assertThat(present(seat.shown()).nextStatus()).isNull();
        assertThat(seat.contacts()).singleElement().satisfies(held -> {
            assertThat(held.contactId()).isEqualTo(new ContactId(Payloads.CONTACT));
            assertThat(held.state()).isEqualTo("CONNECTED");
            assertThat(held.queueName()).isEqualTo("Billing");
            assertThat(held.queuedAt()).isEqualTo("2026-03-01T10:00:10.222Z");
        });
    }

    @Test
    void tellsTheGroupsOfTheHierarchyFromTheTop() {
        var groups = "{'Level2':{'ARN':'b','Name':'Team A'},'Level1':{'ARN':'a','Name':'Tokyo'},'Level3':null}";
        var grouped = snapshot().replace("'AgentHierarchyGroups':null", "'AgentHierarchyGroups':" + groups);

        assertThat(present(seat(event("HEART_BEAT", grouped, grouped)).shown()).hierarchy())
                .containsExactly("Tokyo", "Team A");
        assertThat(present(seat(event("HEART_BEAT", snapshot(), snapshot())).shown())
                        .hierarchy())
                .isEmpty();
    }

    @Test
    void tellsWhatWasMissedAtTheAgentAlsoWhereOnlyTheEarlierSnapshotDoes() {
        var missed = inState("MISSED", "2026-03-01T10:01:20.000Z");
        var expected = new Agent.Missed(Instant.parse("2026-03-01T10:01:20Z"), new ContactId(Payloads.CONTACT));

        assertThat(seat(event("STATE_CHANGE", snapshot(RINGING), snapshot(missed)))
                        .missed())
                .containsExactly(expected);
        assertThat(seat(event("STATE_CHANGE", snapshot(missed), snapshot())).missed())
                .containsExactly(expected);
        assertThat(seat(event("HEART_BEAT", snapshot(missed), snapshot(missed))).missed())
                .containsExactly(expected);
        assertThat(seat(event("STATE_CHANGE", snapshot(RINGING), snapshot(CONNECTED)))
                        .missed())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"EnqueuedTimestamp", "EnqueueTimestamp", "enqueuedTimestamp"})
    void readsTheTimeOfTheNextStatusUnderBothNames(String name) {
        var next = snapshot()
                .replace(
                        "'NextAgentStatus':null",
                        "'NextAgentStatus':{'Name':'Lunch','ARN':'lunch','" + name + "':'2026-03-01T10:05:00.000Z'}");

        assertThat(present(seat(event("STATE_CHANGE", snapshot(), next)).shown())
                        .nextStatus())
                .isEqualTo(new AgentStatus("Lunch", null, "lunch", Instant.parse("2026-03-01T10:05:00Z")));
    }

    @Test
    void readsALoginWithoutAnEarlierSnapshot() {
        var login = event("LOGIN", "null", snapshot(CONNECTED));

        assertThat(only(login).entries()).hasSize(1);
        assertThat(seat(login).loggedInAt()).isEqualTo("2026-03-01T10:05:30.444Z");
    }

    @Test
    void isOfflineAfterALogoutThatShowsNoAgentAndConcludesNothingAboutItsContacts() {
        var logout = event("LOGOUT", snapshot(CONNECTED), "null");

        assertThat(seat(logout).status()).isNull();
        assertThat(seat(logout).statusType()).isEqualTo("OFFLINE");
        assertThat(seat(logout).loggedOutAt()).isEqualTo("2026-03-01T10:05:30.444Z");
        assertThat(seat(logout).lastHeld()).isEmpty();
        assertThat(only(logout).entries()).isEmpty();
        assertThat(only(logout).facts().snapshot().status()).isEqualTo(Status.CONNECTED_TO_AGENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LOGIN", "STATE_CHANGE", "HEART_BEAT"})
    void knowsAnAgentByAnEventWithoutSnapshots(String type) {
        var seat = seat(event(type, "null", "null"));

        assertThat(seat.agentArn()).isEqualTo(Payloads.AGENT);
        assertThat(seat.at()).isEqualTo("2026-03-01T10:05:30.444Z");
        assertThat(seat.newest()).isEmpty();
    }

    @Test
    void tellsTheNamesOfTheQueuesOfTheRoutingProfile() {
        var profile = "'RoutingProfile':{'Name':'Basic','InboundQueues':[{'ARN':'q/1','Name':'Billing'},"
                + "{'ARN':'q/2','Name':null},7],'DefaultOutboundQueue':{'ARN':'q/3','Name':'Out'}}";
        var shown = snapshot().replace("'RoutingProfile':{'Name':'Basic'}", profile);

        assertThat(said(event("HEART_BEAT", shown, shown)).queueNames())
                .containsOnly(Map.entry("q/1", "Billing"), Map.entry("q/3", "Out"));
    }

    @Test
    void tellsForWhichQueuesTheAgentsOfTheRoutingProfileAre() {
        var instance = Payloads.AGENT.substring(0, Payloads.AGENT.indexOf("/agent/"));
        var profile = "'RoutingProfile':{'Name':'Basic','InboundQueues':[{'ARN':'" + instance + "/queue/agent/own'},"
                + "{'ARN':'" + instance + "/queue/billing','Name':'Billing'},{'Name':'no ARN'},7]}";
        var shown = snapshot().replace("'RoutingProfile':{'Name':'Basic'}", profile);

        var told =
                Objects.requireNonNull(said(event("HEART_BEAT", shown, shown)).profileQueues());

        assertThat(instance).endsWith("/" + told.instanceId());
        assertThat(told.profile()).isEqualTo("Basic");
        assertThat(told.at()).isEqualTo("2026-03-01T10:05:30.444Z");
        assertThat(told.queueIds()).containsExactly("billing");
        assertThat(said(event("HEART_BEAT", snapshot(), snapshot())).profileQueues())
                .as("where there is no list of queues")
                .isNull();
    }

    private static final String CONNECTED_AT = "2026-03-01T10:01:00.111Z";
    private static final String ON_HOLD = inState("CONNECTED_ONHOLD", CONNECTED_AT);

    private static String at(String time, String id, String event) {
        return event.replace("2026-03-01T10:05:30.444Z", "2026-03-01T" + time).replace("agent-event-1", id);
    }

    /// A call of which the time of its state never moves while it is on hold and after.
    private static final List<String> STUCK_HOLD = List.of(
            at("10:00:50.000Z", "e1", event("STATE_CHANGE", snapshot(), snapshot(RINGING))),
            at(CONNECTED_AT.substring(11), "e2", event("STATE_CHANGE", snapshot(RINGING), snapshot(CONNECTED))),
            at("10:02:00.111Z", "e3", event("STATE_CHANGE", snapshot(CONNECTED), snapshot(ON_HOLD))),
            at("10:02:10.111Z", "e4", event("HEART_BEAT", snapshot(ON_HOLD), snapshot(ON_HOLD))),
            at("10:02:30.111Z", "e5", event("STATE_CHANGE", snapshot(ON_HOLD), snapshot(CONNECTED))),
            at("10:03:30.111Z", "e6", event("HEART_BEAT", snapshot(CONNECTED), snapshot(CONNECTED))));

    private static Contact joined(List<String> events) {
        return events.stream()
                .flatMap(event -> said(event).contacts().stream())
                .map(Decoded.ContactUpdate::facts)
                .reduce(Contact::join)
                .orElseThrow();
    }

    @Test
    void endsAHoldWhoseTimeDidNotMoveInEveryOrderOfTheEvents() {
        var expected = joined(STUCK_HOLD);
        for (var order : orders(STUCK_HOLD)) {
            assertThat(joined(order)).isEqualTo(expected);
        }

        var seen = expected.snapshot();
        assertThat(seen.status()).isEqualTo(Status.CONNECTED_TO_AGENT);
        assertThat(seen.is(Flag.ON_HOLD)).isFalse();
        assertThat(present(seen.agent()).holdSeconds()).isEqualTo(30);
        assertThat(present(seen.agent()).connectedAt()).isEqualTo(CONNECTED_AT);
    }

    @Test
    void changesNothingWithTheHeartBeatsOfSuchAHold() {
        var without = STUCK_HOLD.stream()
                .filter(event -> !event.contains("HEART_BEAT"))
                .toList();

        assertThat(joined(STUCK_HOLD)).isEqualTo(joined(without));
    }

    @Test
    void inventsNoHoldWhenItsBeginningIsLost() {
        for (var lost : List.of("e3", "e2", "e1")) {
            var rest = STUCK_HOLD.stream()
                    .filter(event -> !event.contains("'" + lost + "'"))
                    .toList();
            assertThat(joined(rest).snapshot().is(Flag.ON_HOLD)).as(lost).isFalse();
        }
        var repetition = event("HEART_BEAT", snapshot(ON_HOLD), snapshot(ON_HOLD));
        assertThat(joined(List.of(repetition)).snapshot().is(Flag.ON_HOLD)).isFalse();
    }

    @Test
    void endsSuchAHoldWithTheNextStateThatMovesWhenItsEndIsLost() {
        var ended = at("10:05:30.444Z", "e7", event("STATE_CHANGE", snapshot(CONNECTED), snapshot(ENDED)));
        var events = Stream.concat(STUCK_HOLD.stream().filter(event -> !event.contains("'e5'")), Stream.of(ended))
                .toList();

        assertThat(joined(events).snapshot().status()).isEqualTo(Status.AFTER_CONTACT_WORK);
    }

    @Test
    void makesAHistoryOfSuchAHoldByTheTimesOfItsEvents() {
        assertThat(STUCK_HOLD.stream()
                        .flatMap(event -> said(event).contacts().stream())
                        .flatMap(about -> about.entries().stream())
                        .filter(entry -> entry.type().startsWith("CONNECTED"))
                        .map(entry -> entry.type() + " " + entry.at()))
                .containsExactly(
                        "CONNECTED 2026-03-01T10:01:00.111Z",
                        "CONNECTED_ONHOLD 2026-03-01T10:02:00.111Z",
                        "CONNECTED 2026-03-01T10:02:30.111Z");
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
                var order = new ArrayList<>(rest);
                order.addFirst(first);
                orders.add(order);
            });
        }
        return orders;
    }

    @Test
    void takesTheAgentOfALogoutThatShowsIt() {
        var offline = snapshot().replace("'Available'", "'Offline'").replace("'ROUTABLE'", "'OFFLINE'");

        assertThat(Objects.requireNonNull(
                                seat(event("LOGOUT", snapshot(), offline)).status())
                        .name())
                .isEqualTo("Offline");
    }

    @Test
    void hasNoNameForAnAgentsOwnQueue() {
        var own = CONNECTED.replace("'Name':'Billing'", "'Name':null");

        var queue = only(event("STATE_CHANGE", snapshot(), snapshot(own)))
                .facts()
                .snapshot()
                .queue();

        assertThat(queue).isNotNull();
        assertThat(present(queue).name()).isNull();
    }

    @Test
    void leavesOutAContactWithoutAnId() {
        var event =
                event("STATE_CHANGE", snapshot(), snapshot(CONNECTED, "{'ContactId':null,'State':'CONNECTED'}", "7"));

        assertThat(said(event).contacts()).hasSize(1);
    }

    @Test
    void saysNothingPersonalInSummaries() {
        var entry = only(event("STATE_CHANGE", snapshot(), snapshot(CONNECTED)))
                .entries()
                .getFirst();

        assertThat(entry.summary()).isEqualTo("Connected with an agent");
    }

    @Test
    void cannotReadAnEventWithoutWhoAndWhen() {
        var event = event("STATE_CHANGE", snapshot(), snapshot());

        assertThat(malformed(event.replace("'$AGENT'", "null"))).isEqualTo("agent event without a valid AgentARN");
        assertThat(malformed(event.replace("2026-03-01T10:05:30.444Z", "soon")))
                .isEqualTo("agent event without a valid EventTimestamp");
    }
}
