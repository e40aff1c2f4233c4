package io.contactstatus.contact;

import java.time.Instant;

/// [LiveFacts] while [Facts] collects them: what is told of each register, in any order.
final class LiveFactsBuilder {

    final Register<String> instanceArn = new Register<>();
    final Register<String> channel = new Register<>();
    final Register<String> subtype = new Register<>();
    final Register<String> initiationMethod = new Register<>();
    final Register<Endpoint> systemEndpoint = new Register<>();
    final FirstAndLast seen = new FirstAndLast();
    final FirstAndLast initiated = new FirstAndLast();
    final Register<Instant> scheduled = new Register<>();
    final FirstAndLast connectedToSystem = new FirstAndLast();
    final FirstAndLast enqueued = new FirstAndLast();
    final FirstAndLast connectedToAgent = new FirstAndLast();
    final FirstAndLast disconnected = new FirstAndLast();
    final FirstAndLast completed = new FirstAndLast();
    final Register<String> queueArn = new Register<>();
    final Register<String> agentArn = new Register<>();
    final Register<String> offeredTo = new Register<>();
    final Register<Boolean> heldByAgent = new Register<>();
    final Register<Integer> heldSeconds = new Register<>();
    final Register<FlowPosition> flow = new Register<>();
    final Register<String> disconnectReason = new Register<>();
    final Register<String> answeredBy = new Register<>();
    final FirstAndLast unknownToConnect = new FirstAndLast();
    final Register<LiveFacts.Tags> tags = new Register<>();
    final RegistersBuilder<String> names = new RegistersBuilder<>(LiveFacts.NOTHING.names());
    final RegistersBuilder<Note> attributes = new RegistersBuilder<>(LiveFacts.NOTHING.attributes());

    private BoundedSet<QueueVisit> visits = LiveFacts.NOTHING.visits();
    private BoundedSet<AgentState> agentStates = LiveFacts.NOTHING.agentStates();
    private BoundedSet<Pause> pauses = LiveFacts.NOTHING.pauses();
    private BoundedSet<OutsideCall> calledOutside = LiveFacts.NOTHING.calledOutside();
    private boolean campaign;
    private boolean synthetic;

    void add(QueueVisit visit) {
        visits = visits.with(visit);
    }

    void add(AgentState state) {
        agentStates = agentStates.with(state);
    }

    void add(Pause pause) {
        pauses = pauses.with(pause);
    }

    void add(OutsideCall call) {
        calledOutside = calledOutside.with(call);
    }

    void campaign(boolean told) {
        campaign |= told;
    }

    void synthetic(boolean told) {
        synthetic |= told;
    }

    LiveFacts build() {
        return new LiveFacts(
                instanceArn.latest(),
                channel.latest(),
                subtype.latest(),
                initiationMethod.latest(),
                systemEndpoint.latest(),
                seen.first(),
                initiated.first(),
                initiated.last(),
                scheduled.latest(),
                connectedToSystem.first(),
                connectedToSystem.last(),
                enqueued.first(),
                visits,
                connectedToAgent.last(),
                disconnected.first(),
                disconnected.last(),
                completed.first(),
                queueArn.latest(),
                agentArn.latest(),
                offeredTo.latest(),
                agentStates,
                heldByAgent.latest(),
                pauses,
                calledOutside,
                heldSeconds.latest(),
                flow.latest(),
                disconnectReason.latest(),
                answeredBy.latest(),
                campaign,
                synthetic,
                unknownToConnect.last(),
                names.build(),
                attributes.build(),
                tags.latest());
    }
}
