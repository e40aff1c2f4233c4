package io.contactstatus.contact;

import java.time.Instant;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// What the sources say in the stories of these tests, each statement as something to join.
///
/// Times are milliseconds after [#NOON], so that a story can be read off its numbers.
final class Voices {

    static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    static final ContactId CALL = new ContactId("call-1");
    static final String BILLING = "arn:aws:connect:queue/billing";
    static final String SALES = "arn:aws:connect:queue/sales";
    static final String ANNA = "arn:aws:connect:agent/anna";
    static final String BEN = "arn:aws:connect:agent/ben";
    static final Endpoint PHONE = new Endpoint("TELEPHONE_NUMBER", "+819012345678");

    private Voices() {}

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
        return Facts.about(CALL, Source.AGENT_EVENT)
                .heardAt(at(millis))
                .agentState(state, at(millis), agent)
                .toContact();
    }

    /// A block of a flow that dials an outside number, or a line that tells what came of it.
    static Contact calledOutside(OutsideCall.Step step, long millis) {
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
    static Statement recordOf(long lastUpdateSeconds) {
        return new Statement(CALL, lastUpdateSeconds);
    }

    static SortedMap<String, String> map(String... keysAndValues) {
        var map = new TreeMap<String, String>();
        for (var index = 0; index < keysAndValues.length; index += 2) {
            map.put(keysAndValues[index], keysAndValues[index + 1]);
        }
        return map;
    }
}
