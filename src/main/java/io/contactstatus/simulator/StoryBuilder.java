package io.contactstatus.simulator;

import io.contactstatus.simulator.SimulatedInstance.Queue;
import io.contactstatus.simulator.SimulatedLeg.Channel;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Plays one story and records it: it has the clock, and a verb for everything that can happen to a
/// contact. Each verb changes the contact and tells about it in every source that would.
final class StoryBuilder {

    private final Scenario scenario;
    private final Dice dice;
    private final Pace pace;
    private final Roster roster;
    private final RecordedCalls recordings;
    private final Instant start;
    private final List<SimulatedRecord> records = new ArrayList<>();
    private final List<SimulatedLeg> legs = new ArrayList<>();
    private final List<SimulatedAgent> cast = new ArrayList<>();
    private final ContactEventWriter contactEvents;
    private final AgentStream agents;
    private final FlowLogWriter flowLogs;

    private Instant now;

    StoryBuilder(Scenario scenario, Dice dice, Pace pace, Roster roster, RecordedCalls recordings, Instant start) {
        this.scenario = scenario;
        this.dice = dice;
        this.pace = pace;
        this.roster = roster;
        this.recordings = recordings;
        this.start = start.truncatedTo(ChronoUnit.MILLIS);
        this.now = this.start;
        this.contactEvents = new ContactEventWriter(dice, pace, records);
        this.agents = new AgentStream(dice, pace, records);
        this.flowLogs = new FlowLogWriter(dice, pace, this.start, records);
    }

    Dice dice() {
        return dice;
    }

    Pace pace() {
        return pace;
    }

    Instant now() {
        return now;
    }

    AgentStream agents() {
        return agents;
    }

    void pass(long leastMillis, long mostMillis) {
        now = pace.after(now, dice.between(leastMillis, mostMillis));
    }

    /// Plays something from here on, then comes back to this moment.
    void meanwhile(Runnable action) {
        var here = now;
        action.run();
        now = here;
    }

    /// An agent who has nothing else to do until the story ends. To be asked for before time passes.
    SimulatedAgent agent() {
        var agent = roster.take(dice, start, agents, pace);
        cast.add(agent);
        return agent;
    }

    SimulatedAgent stranger() {
        return roster.hire(dice, start);
    }

    /// A contact's first leg.
    SimulatedLeg open(Channel channel, String initiationMethod, @Nullable String customerNumber) {
        return open(new SimulatedLeg(dice.uuid(), channel, initiationMethod, null, customerNumber, now));
    }

    /// One that is not to begin before so much time has passed.
    SimulatedLeg scheduled(Channel channel, String initiationMethod, long millis) {
        var leg = new SimulatedLeg(dice.uuid(), channel, initiationMethod, null, null, now);
        leg.scheduled = pace.after(now, millis);
        return open(leg);
    }

    /// The contact that continues another.
    SimulatedLeg continued(SimulatedLeg previous, String initiationMethod) {
        var leg = new SimulatedLeg(
                dice.uuid(), previous.channel, initiationMethod, previous, previous.customerNumber, now);
        leg.attributes.putAll(previous.attributes);
        previous.next = leg;
        return open(leg);
    }

    private SimulatedLeg open(SimulatedLeg leg) {
        legs.add(leg);
        contactEvents.tell(leg, "INITIATED", now);
        return leg;
    }

    void reachSystem(SimulatedLeg leg) {
        leg.connectedToSystem = now;
        contactEvents.tell(leg, "CONNECTED_TO_SYSTEM", now);
    }

    /// A call that comes in or is passed on has media from the start: no event says so, but later ones carry the
    /// moment.
    void reachSystemSilently(SimulatedLeg leg) {
        leg.connectedToSystem = now;
    }

    FlowRun flow(SimulatedLeg leg, SimulatedInstance.Flow flow) {
        return new FlowRun(this, flowLogs, leg, flow);
    }

    void flowEvent(SimulatedLeg leg, String function) {
        var emitted = pace.after(now, dice.between(5, 40));
        records.add(new SimulatedRecord(
                emitted, RecordKind.FLOW_EVENT, leg.contactId, FlowEventWriter.write(leg, function)));
    }

    void updated(SimulatedLeg leg, String property) {
        contactEvents.tellUpdated(leg, property, now);
    }

    void enqueue(SimulatedLeg leg, Queue queue) {
        leg.queue = queue;
        leg.enqueued = now;
        if (leg.firstEnqueued == null) {
            leg.firstEnqueued = now;
        }
        contactEvents.tell(leg, "QUEUED", now);
    }

    /// Offers the contact to an agent.
    void ring(SimulatedLeg leg, SimulatedAgent agent) {
        leg.connectionAttempts++;
        showOffered(leg, agent, "CONNECTING");
    }

    void showOffered(SimulatedLeg leg, SimulatedAgent agent, String state) {
        leg.offeredTo = agent;
        agents.contact(agent, leg, state, now);
    }

    /// The agent lets it ring. The contact goes back to its queue, under the same id.
    void miss(SimulatedLeg leg, SimulatedAgent agent, Queue queue) {
        leg.missed = true;
        leg.offeredTo = null;
        agents.contact(agent, leg, "MISSED", now);
        meanwhile(() -> {
            pass(2_000, 6_000);
            agents.cleared(agent, leg, now);
        });
        pass(20, 300);
        enqueue(leg, queue);
    }

    void connect(SimulatedLeg leg, SimulatedAgent agent) {
        leg.agent = agent;
        leg.connectedToAgent = now;
        if (leg.queued()) {
            leg.dequeued = now;
        }
        contactEvents.tell(leg, "CONNECTED_TO_AGENT", now);
        agents.contact(agent, leg, "CONNECTED", now);
    }

    void hold(SimulatedLeg leg, SimulatedAgent agent) {
        leg.heldSince = now;
        leg.holds++;
        agents.contact(agent, leg, "CONNECTED_ONHOLD", now);
    }

    void unhold(SimulatedLeg leg, SimulatedAgent agent) {
        endHold(leg);
        agents.contact(agent, leg, "CONNECTED", now);
    }

    private void endHold(SimulatedLeg leg) {
        var since = leg.heldSince;
        if (since != null) {
            var held = ContactRecordWriter.secondsBetween(since, now);
            leg.holdSeconds += held;
            leg.longestHoldSeconds = Math.max(leg.longestHoldSeconds, held);
            leg.heldSince = null;
        }
    }

    void pause(SimulatedLeg leg, SimulatedAgent agent) {
        leg.pausedSince = now;
        leg.lastPaused = now;
        leg.pauses++;
        contactEvents.tell(leg, "PAUSED", now);
        agents.contact(agent, leg, "PAUSED", now);
    }

    void resume(SimulatedLeg leg, SimulatedAgent agent) {
        var since = leg.pausedSince;
        if (since != null) {
            leg.pausedSeconds += ContactRecordWriter.secondsBetween(since, now);
        }
        leg.pausedSince = null;
        leg.lastResumed = now;
        contactEvents.tell(leg, "RESUMED", now);
        agents.contact(agent, leg, "CONNECTED", now);
    }

    /// The end of the customer's side; for a connected agent, the beginning of after contact work.
    void disconnect(SimulatedLeg leg, String reason) {
        endHold(leg);
        leg.disconnected = now;
        leg.disconnectReason = reason;
        if (leg.queued() && leg.dequeued == null) {
            leg.dequeued = now;
        }
        contactEvents.tell(leg, "DISCONNECTED", now);
        var agent = leg.agent;
        if (agent != null) {
            agents.contact(agent, leg, "ENDED", now);
        } else if (leg.offeredTo != null) {
            agents.cleared(leg.offeredTo, leg, now);
        }
    }

    /// The agent finishes the contact.
    void wrapUp(SimulatedLeg leg, SimulatedAgent agent) {
        leg.afterContactWorkEnded = now;
        agents.cleared(agent, leg, now);
        complete(leg);
    }

    void complete(SimulatedLeg leg) {
        completeSilently(leg);
        contactEvents.tell(leg, "COMPLETED", now);
    }

    /// Not every end is told by an event; only the contact record is sure to come.
    void completeSilently(SimulatedLeg leg) {
        leg.completed = now;
    }

    /// Writes the contact records, sends the agents back and takes stock.
    Story end() {
        var filing = new ContactRecordFiling(dice, pace, recordings, records);
        legs.forEach(leg -> filing.file(leg, now));
        flowLogs.ship();
        if (dice.chance(0.03)) {
            flowLogs.shipControlMessage(start);
        }
        cast.forEach(agent -> roster.giveBack(agent, agents, pace));
        records.sort(Comparator.comparing(SimulatedRecord::at));
        return new Story(
                scenario.name(),
                records,
                legs.stream().map(SimulatedLeg::expected).toList());
    }
}
