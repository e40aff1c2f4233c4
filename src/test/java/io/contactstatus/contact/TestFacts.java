package io.contactstatus.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// What the sources say in the stories of these tests, each statement as something to join.
///
/// Times are milliseconds after [#NOON], so that a story can be read off its numbers.
final class TestFacts {

    static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    static final ContactId CALL = new ContactId("call-1");
    static final String BILLING = "arn:aws:connect:queue/billing";
    static final String SALES = "arn:aws:connect:queue/sales";
    static final String ANNA = "arn:aws:connect:agent/anna";
    static final String BEN = "arn:aws:connect:agent/ben";
    static final Endpoint PHONE = new Endpoint("TELEPHONE_NUMBER", "+819012345678");

    private TestFacts() {}

    static Instant at(long millis) {
        return NOON.plusMillis(millis);
    }

    static Moment exact(long millis) {
        return Moment.exact(at(millis));
    }

    static Moment rounded(long seconds) {
        return Moment.rounded(NOON.plusSeconds(seconds));
    }

    /// What is known after all of it was heard, in this order.
    static Contact known(Contact... said) {
        return Arrays.stream(said).reduce(Contact.unseen(said[0].id()), Contact::join);
    }

    static Snapshot shown(Contact... said) {
        return known(said).snapshot();
    }

    static Contact event(long millis, UnaryOperator<Facts> more) {
        return event(CALL, millis, more);
    }

    static Contact event(ContactId id, long millis, UnaryOperator<Facts> more) {
        return more.apply(Facts.about(id, Source.CONTACT_EVENT)
                        .heardAt(at(millis))
                        .channel("VOICE", at(millis)))
                .toContact();
    }

    static Contact initiated(long millis) {
        return initiated(millis, "INBOUND");
    }

    static Contact initiated(long millis, String method) {
        return event(millis, it -> it.initiated(exact(millis)).initiationMethod(method));
    }

    static Contact connectedToSystem(long millis) {
        return event(millis, it -> it.connectedToSystem(exact(millis)));
    }

    static Contact queued(long millis) {
        return queued(millis, BILLING);
    }

    static Contact queued(long millis, String queue) {
        return event(millis, it -> it.enqueued(exact(millis), queue).queue(queue, at(millis)));
    }

    static Contact connectedToAgent(long millis) {
        return connectedToAgent(millis, ANNA);
    }

    static Contact connectedToAgent(long millis, String agent) {
        return event(millis, it -> it.connectedToAgent(exact(millis)).agent(agent, at(millis)));
    }

    static Contact disconnected(long millis) {
        return event(millis, it -> it.disconnected(exact(millis)));
    }

    static Contact disconnected(long millis, String reason) {
        return event(millis, it -> it.disconnected(exact(millis)).disconnectReason(reason, at(millis)));
    }

    static Contact completed(long millis) {
        return event(millis, it -> it.completed(exact(millis)));
    }

    static Contact paused(long millis, boolean value) {
        return event(millis, it -> it.paused(value, Moment.rounded(at(millis))));
    }

    static Contact agentSays(String state, long millis) {
        return agentSays(state, millis, it -> it);
    }

    static Contact agentSays(String state, long millis, UnaryOperator<Facts> more) {
        return more.apply(Facts.about(CALL, Source.AGENT_EVENT)
                        .heardAt(at(millis))
                        .agentState(state, at(millis), null))
                .toContact();
    }

    static Contact ringsAt(String agent, long millis) {
        return agentSays(agent, "CONNECTING", millis).join(offered(agent, millis));
    }

    private static Contact offered(String agent, long millis) {
        return Facts.about(CALL, Source.AGENT_EVENT)
                .offeredTo(agent, at(millis))
                .toContact();
    }

    static Contact agentSays(String agent, String state, long millis) {
        return agentSays(CALL, agent, state, millis);
    }

    static Contact agentSays(ContactId id, String agent, String state, long millis) {
        return Facts.about(id, Source.AGENT_EVENT)
                .heardAt(at(millis))
                .agentState(state, at(millis), agent)
                .toContact();
    }

    /// A block of a flow that dials an outside number, or a line that tells what came of it.
    static Contact calledOutside(OutsideCall.Stage step, long millis) {
        return Facts.about(CALL, Source.FLOW_LOG)
                .heardAt(at(millis))
                .calledOutside(step, at(millis))
                .toContact();
    }

    static Contact flowLog(long millis, String block) {
        return Facts.about(CALL, Source.FLOW_LOG)
                .heardAt(at(millis))
                .flow(new FlowPosition("arn:aws:connect:contact-flow/main", "Main", block, "b-1"), at(millis))
                .toContact();
    }

    static Contact customerSpeaks(long millis, Endpoint endpoint) {
        return event(millis, it -> it.customerEndpoint(endpoint, at(millis)));
    }

    static Contact attributeSet(long millis, String key, String value) {
        return Facts.about(CALL, Source.FLOW_LOG)
                .heardAt(at(millis))
                .attribute(key, value, at(millis))
                .toContact();
    }

    static Contact noted(long millis, UnaryOperator<Facts> more) {
        return more.apply(Facts.about(CALL, Source.API).heardAt(at(millis))).toContact();
    }

    /// A contact record of that edition; whole seconds, as its times have.
    static ContactRecordBuilder recordOf(long lastUpdateSeconds) {
        return new ContactRecordBuilder(CALL, lastUpdateSeconds);
    }

    static SortedMap<String, String> map(String... keysAndValues) {
        var map = new TreeMap<String, String>();
        for (var index = 0; index < keysAndValues.length; index += 2) {
            map.put(keysAndValues[index], keysAndValues[index + 1]);
        }
        return map;
    }

    static Contact task(long millis, UnaryOperator<Facts> more) {
        return more.apply(Facts.about(CALL, Source.CONTACT_EVENT)
                        .heardAt(at(millis))
                        .channel("TASK", at(millis)))
                .toContact();
    }

    static Contact pausedTask(long millis, boolean begins) {
        return task(millis, it -> it.paused(begins, Moment.rounded(at(millis))));
    }

    static Contact heldByAgent(boolean held, long millis) {
        return Facts.about(CALL, Source.AGENT_EVENT)
                .heldByAgent(held, at(millis))
                .toContact();
    }

    static Contact[] with(Contact[] said, Contact... more) {
        var all = Arrays.copyOf(said, said.length + more.length);
        System.arraycopy(more, 0, all, said.length, more.length);
        return all;
    }

    /// The same in several orders, and with everything said twice.
    static Snapshot told(Contact... said) {
        var first = shown(said);
        var other = new ArrayList<>(Arrays.asList(said));
        Collections.reverse(other);
        for (var seed = 0; seed < 3; seed++) {
            other.addAll(Arrays.asList(said).subList(0, Math.min(seed, said.length)));
            assertThat(known(other.toArray(Contact[]::new)).snapshot()).isEqualTo(first);
            Collections.shuffle(other, new Random(seed));
        }
        return first;
    }

    static Snapshot.QueueInfo queueOf(Snapshot contact) {
        return Objects.requireNonNull(contact.queue());
    }

    static Snapshot.AgentInfo agentOf(Snapshot contact) {
        return Objects.requireNonNull(contact.agent());
    }
}
