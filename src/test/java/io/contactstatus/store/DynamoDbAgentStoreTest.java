package io.contactstatus.store;

import static io.contactstatus.store.Attributes.required;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.Agent;
import io.contactstatus.contact.AgentEvent;
import io.contactstatus.contact.AgentStatus;
import io.contactstatus.contact.Agents;
import io.contactstatus.contact.ContactId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDbAgentStoreTest {

    /// To come: DynamoDB Local, too, deletes what has expired by its own clock.
    private static final Instant NOON = Instant.parse("2126-01-05T12:00:00.123Z");

    private final MovingClock clock = new MovingClock(NOON);
    private final List<Agent> heard = new ArrayList<>();
    private final String prefix = LocalDynamoDb.freshPrefix();
    private final DynamoDbClient client = LocalDynamoDb.shared().client();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AgentStore seats = store(meters);

    private AgentStore store(MeterRegistry counted) {
        var tables = Tables.prefixed(prefix);
        new TableCreation(client).createMissing(tables);
        return new DynamoDbAgentStore(
                new Dynamo(LocalDynamoDb.metered(client, counted)), tables, Duration.ofHours(24), clock, heard::add);
    }

    private static Agent seat(String agentId, Instant at, String eventId, Agent.Missed... missed) {
        var event = new AgentEvent(
                at,
                eventId,
                "STATE_CHANGE",
                "jane",
                "Jane",
                "Doe",
                new AgentStatus("Available", "ROUTABLE", "arn:status", NOON),
                new AgentStatus("Lunch", null, "arn:lunch", NOON.plusSeconds(1)),
                "Basic",
                List.of("Tokyo", "Team A"),
                List.of(
                        new Agent.Held(
                                new ContactId("c-1"),
                                "CONNECTED",
                                NOON,
                                "VOICE",
                                "INBOUND",
                                "arn:queue",
                                "Billing",
                                NOON,
                                NOON),
                        new Agent.Held(new ContactId("c-2"), "MISSED", null, null, null, null, null, null, null)),
                -42L);
        return Agents.of(agentId, event, missed);
    }

    private static Agent.Missed missed(int second) {
        return new Agent.Missed(NOON.plusSeconds(second), new ContactId("missed-" + second));
    }

    @Test
    void givesAnAgentBackAsItWasShown() {
        var seat = seat("a", NOON, "e1", missed(2), missed(1));

        seats.show(seat);

        assertThat(seats.find("a")).hasValue(seat);
    }

    @Test
    void keepsTheNewestOfTheAgentsEventsInAnyOrder() {
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

        assertThat(seats.find("a").orElseThrow().shown())
                .satisfies(shown -> assertThat(shown.eventId()).isEqualTo("e2"));
    }

    @Test
    void givesEverythingBackThatEventsTogetherShow() {
        var ofOneMoment = Agents.of(
                "a", Agents.event(NOON, "e0", "HEART_BEAT", null, null, Agents.held("c-9", "CONNECTED", NOON)));
        var uuid = "66a6e47a-ee7f-4111-9f64-d2df1bfe5219";
        var before = Agents.of(
                "a",
                Agents.event(
                        NOON.minusSeconds(9),
                        "e0",
                        "STATE_CHANGE",
                        null,
                        null,
                        Agents.held("c-0", "CONNECTED", NOON),
                        Agents.held(uuid, "CONNECTED", NOON)));
        var events = List.of(
                before,
                Agents.begun(Agents.without(seat("a", NOON, "e1", missed(1)), uuid), "c-1", "CONNECTED_ONHOLD"),
                ofOneMoment,
                Agents.bare("a", NOON.minusSeconds(3), "LOGIN"),
                Agents.bare("a", NOON.plusSeconds(3), "LOGOUT"));

        events.forEach(seats::show);

        var expected = events.stream().reduce(Agent::join).orElseThrow();
        assertThat(seats.find("a")).hasValue(expected);
        assertThat(expected.newest()).hasSize(2);
        assertThat(expected.lastHeld()).hasSize(5);
    }

    @Test
    void shortensArnsOfTheAgentsInstanceOnlyInTheItem() {
        var instance = "arn:aws:connect:eu-west-2:123456789012:instance/5b5b9a35";
        var status = new AgentStatus("Available", "ROUTABLE", instance + "/agent-state/s1", NOON);
        var event = Agents.event(NOON, "e1", "STATE_CHANGE", status, null);
        var seat = new Agent(
                "a", instance + "/agent/a", NOON, List.of(event), null, null, List.of(), List.of(), List.of());

        seats.show(seat);

        assertThat(seats.find("a")).hasValue(seat);
        assertThat(required(required(item("a"), "Status").m(), "Arn").s()).isEqualTo("~/agent-state/s1");
    }

    @Test
    void anAgentWithACallFitsIntoOneWriteUnitAlsoAtTheEndOfALongDay() {
        var instance = "arn:aws:connect:ap-northeast-1:111122223333:instance/0f9e8d7c-1111-4222-8333-444455556666";
        var agent = "a2665b2f-53d2-428e-9efa-5c060461502f";
        var queue = instance + "/queue/aaaaaaaa-0000-4000-8000-000000000001";
        var day = IntStream.range(0, 20)
                .mapToObj(number -> {
                    var at = NOON.plusSeconds(number);
                    var call = new Agent.Held(
                            new ContactId(UUID.nameUUIDFromBytes(new byte[] {(byte) number})
                                    .toString()),
                            "CONNECTED",
                            at,
                            "VOICE",
                            "INBOUND",
                            queue,
                            "Billing",
                            at,
                            at);
                    var status = new AgentStatus(
                            "Available",
                            "ROUTABLE",
                            instance + "/agent-state/3f9e8d7c-1111-4222-8333-444455556666",
                            NOON);
                    var event = new AgentEvent(
                            at,
                            UUID.nameUUIDFromBytes(new byte[] {1, (byte) number})
                                    .toString(),
                            "STATE_CHANGE",
                            "hana.t",
                            "Hana",
                            "Tanaka",
                            status,
                            null,
                            "Basic Routing Profile",
                            List.of("Tokyo", "Team A"),
                            List.of(call),
                            Long.MIN_VALUE);
                    return new Agent(
                            agent,
                            instance + "/agent/" + agent,
                            at,
                            List.of(event),
                            NOON,
                            null,
                            List.of(),
                            List.of(),
                            List.of());
                })
                .toList();

        day.forEach(seats::show);

        assertThat(seats.find(agent).orElseThrow().lastHeld()).hasSize(10);
        assertThat(units("update") + units("put")).isEqualTo(day.size());
    }

    private double units(String operation) {
        return meters.find("contact_status.dynamodb.consumed_capacity").tag("operation", operation).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    @Test
    void readsAnAgentOnceAndThenRemembersIt() {
        IntStream.range(0, 10).forEach(number -> seats.show(seat("a", NOON.plusSeconds(number), "e" + number)));

        assertThat(units("get")).isLessThanOrEqualTo(0.5);
        assertThat(units("put")).isEqualTo(10);
    }

    @Test
    void writesNothingForARepetition() {
        seats.show(seat("a", NOON, "e1", missed(1)));
        seats.show(seat("a", NOON, "e1", missed(1)));

        assertThat(units("put")).isEqualTo(1);
        assertThat(heard).hasSize(1);
    }

    @Test
    void losesNothingWhereTwoInstancesWriteOneAgent() {
        var other = store(new SimpleMeterRegistry());
        seats.show(seat("a", NOON, "e1", missed(1)));
        other.show(seat("a", NOON.plusSeconds(2), "e3", missed(3)));

        seats.show(seat("a", NOON.plusSeconds(1), "e2", missed(2)));

        assertThat(other.find("a"))
                .isEqualTo(Stream.of(
                                seat("a", NOON, "e1", missed(1)),
                                seat("a", NOON.plusSeconds(1), "e2", missed(2)),
                                seat("a", NOON.plusSeconds(2), "e3", missed(3)))
                        .reduce(Agent::join));
    }

    @Test
    void tellsWhatWasKnownEachTimeBeforeItWrites() {
        var other = store(new SimpleMeterRegistry());
        var first = seat("a", NOON, "e1");
        var second = seat("a", NOON.plusSeconds(1), "e2");
        seats.show(first);
        other.show(second);
        var known = new ArrayList<Optional<Agent>>();

        seats.show(seat("a", NOON.plusSeconds(2), "e3"), before -> known.add(Optional.ofNullable(before)));

        assertThat(known).containsExactly(Optional.of(first), Optional.of(first.join(second)));
        assertThat(seats.known("b")).isEmpty();
    }

    @Test
    void addsUpWhatWasMissedInEveryOrderAndOnceEach() {
        var events = List.of(
                seat("", NOON, "e1", missed(1)),
                seat("", NOON.plusSeconds(2), "e2", missed(1), missed(2)),
                seat("", NOON.plusSeconds(3), "e3"),
                seat("", NOON.plusSeconds(1), "e4", missed(3)));
        var expected = events.stream().reduce(Agent::join).orElseThrow();

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
                .isEqualTo(IntStream.range(0, Agent.MOST_MISSED)
                        .mapToObj(back -> missed(44 - back))
                        .toList());
    }

    @Test
    void tellsWhoListensOfTheAgentAsItIsStored() {
        var newer = seat("a", NOON.plusSeconds(1), "e2");
        seats.show(newer);

        seats.show(seat("a", NOON, "e1", missed(1)));

        assertThat(heard).last().isEqualTo(newer.join(seat("a", NOON, "e1", missed(1))));
    }

    @Test
    void readsAndReplacesWhatAnOlderVersionHasStored() {
        seats.show(seat("a", NOON, "e1", missed(1)));
        var old = new HashMap<>(item("a"));
        old.keySet().removeAll(List.of("Hierarchy", "Missed", "Revision", "Before", "Held"));
        client.putItem(put -> put.tableName(prefix + "AgentSeat").item(old));

        var read = seats.find("a").orElseThrow();
        assertThat(read.shown()).satisfies(shown -> {
            assertThat(shown.hierarchy()).isEmpty();
            assertThat(shown.previous()).isNull();
        });
        assertThat(read.missed()).isEmpty();
        assertThat(read.username()).isEqualTo("jane");
        assertThat(read.lastHeld()).hasSize(2);

        store(new SimpleMeterRegistry()).show(seat("a", NOON.plusSeconds(1), "e2", missed(2)));
        assertThat(seats.find("a").orElseThrow().missed()).containsExactly(missed(2));
        assertThat(item("a")).containsKey("Revision");
    }

    @Test
    void notesThatTheNewestEventOfAnOlderVersionWasALogout() {
        seats.show(seat("a", NOON, "e1"));
        var old = new HashMap<>(item("a"));
        old.keySet().removeAll(List.of("Revision", "Before"));
        old.put("Event_Type", AttributeValue.fromS("LOGOUT"));
        client.putItem(put -> put.tableName(prefix + "AgentSeat").item(old));

        assertThat(seats.find("a").orElseThrow().loggedOutAt()).isEqualTo(NOON);
    }

    private Map<String, AttributeValue> item(String agentId) {
        return client.getItem(get -> get.tableName(prefix + "AgentSeat").key(AgentItem.key(agentId)))
                .item();
    }

    private static Agent of(String agentId, Agent seat) {
        return new Agent(
                agentId,
                seat.agentArn(),
                seat.at(),
                seat.newest(),
                seat.loggedInAt(),
                seat.lastLogout(),
                seat.lastHeld(),
                seat.begun(),
                seat.missed());
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
    void listsEveryAgentOncePageByPage() {
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
    void forgetsAnAgentOfWhichNothingIsHeardAnyMore() {
        seats.show(seat("a", NOON, "e"));

        clock.pass(Duration.ofHours(24));

        assertThat(seats.find("a")).isEmpty();
        assertThat(seats.all(10, null).items()).isEmpty();
    }
}
