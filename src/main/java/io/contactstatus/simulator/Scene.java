package io.contactstatus.simulator;

import io.contactstatus.simulator.Instance.Queue;
import io.contactstatus.simulator.Leg.Channel;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A stage on which one story is played: it has the clock, and a verb for everything that can happen to a
/// contact. Each verb changes the contact and tells about it in every source that would.
final class Scene {

    private final Journey journey;
    private final Dice dice;
    private final Pace pace;
    private final Roster roster;
    private final Instant start;
    private final List<SimulatedRecord> records = new ArrayList<>();
    private final List<Leg> legs = new ArrayList<>();
    private final List<Agent> cast = new ArrayList<>();
    private final ContactEvents contactEvents;
    private final AgentStream agents;
    private final FlowLogs flowLogs;

    private Instant now;

    Scene(Journey journey, Dice dice, Pace pace, Roster roster, Instant start) {
        this.journey = journey;
        this.dice = dice;
        this.pace = pace;
        this.roster = roster;
        this.start = start.truncatedTo(ChronoUnit.MILLIS);
        this.now = this.start;
        this.contactEvents = new ContactEvents(dice, pace, records);
        this.agents = new AgentStream(dice, pace, records);
        this.flowLogs = new FlowLogs(dice, pace, this.start, records);
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

    /// Somebody who has nothing else to do until the story ends. To be asked for before time passes.
    Agent agent() {
        var seat = roster.take(dice, start, agents, pace);
        cast.add(seat);
        return seat;
    }

    Agent stranger() {
        return roster.hire(dice, start);
    }

    /// A contact's first leg.
    Leg open(Channel channel, String initiationMethod, @Nullable String customerNumber) {
        return open(new Leg(dice.uuid(), channel, initiationMethod, null, customerNumber, now));
    }

    /// One that is not to begin before so much time has passed.
    Leg scheduled(Channel channel, String initiationMethod, long millis) {
        var leg = new Leg(dice.uuid(), channel, initiationMethod, null, null, now);
        leg.scheduled = pace.after(now, millis);
        return open(leg);
    }

    /// The contact that continues another.
    Leg continued(Leg previous, String initiationMethod) {
        var leg = new Leg(dice.uuid(), previous.channel, initiationMethod, previous, previous.customerNumber, now);
        leg.attributes.putAll(previous.attributes);
        previous.next = leg;
        return open(leg);
    }

    private Leg open(Leg leg) {
        legs.add(leg);
        contactEvents.tell(leg, "INITIATED", now);
        return leg;
    }

    void reachSystem(Leg leg) {
        leg.connectedToSystem = now;
        contactEvents.tell(leg, "CONNECTED_TO_SYSTEM", now);
    }

    /// A call that comes in or is passed on has media from the start: no event says so, but later ones carry the
    /// moment.
    void reachSystemSilently(Leg leg) {
        leg.connectedToSystem = now;
    }

    FlowRun flow(Leg leg, Instance.Flow flow) {
        return new FlowRun(this, flowLogs, leg, flow);
    }

    void flowEvent(Leg leg, String function) {
        var emitted = pace.after(now, dice.between(5, 40));
        records.add(
                new SimulatedRecord(emitted, RecordKind.FLOW_EVENT, leg.contactId, FlowEvents.write(leg, function)));
    }

    void updated(Leg leg, String property) {
        contactEvents.tellUpdated(leg, property, now);
    }

    void enqueue(Leg leg, Queue queue) {
        leg.queue = queue;
        leg.enqueued = now;
        if (leg.firstEnqueued == null) {
            leg.firstEnqueued = now;
        }
        contactEvents.tell(leg, "QUEUED", now);
    }

    /// Offers the contact to an agent.
    void ring(Leg leg, Agent seat) {
        leg.connectionAttempts++;
        showOffered(leg, seat, "CONNECTING");
    }

    void showOffered(Leg leg, Agent seat, String state) {
        leg.offeredTo = seat;
        agents.contact(seat, leg, state, now);
    }

    /// The agent lets it ring. The contact goes back to its queue, under the same id.
    void miss(Leg leg, Agent seat, Queue queue) {
        leg.missed = true;
        leg.offeredTo = null;
        agents.contact(seat, leg, "MISSED", now);
        meanwhile(() -> {
            pass(2_000, 6_000);
            agents.cleared(seat, leg, now);
        });
        pass(20, 300);
        enqueue(leg, queue);
    }

    void connect(Leg leg, Agent seat) {
        leg.agent = seat;
        leg.connectedToAgent = now;
        if (leg.queued()) {
            leg.dequeued = now;
        }
        contactEvents.tell(leg, "CONNECTED_TO_AGENT", now);
        agents.contact(seat, leg, "CONNECTED", now);
    }

    void hold(Leg leg, Agent seat) {
        leg.heldSince = now;
        leg.holds++;
        agents.contact(seat, leg, "CONNECTED_ONHOLD", now);
    }

    void unhold(Leg leg, Agent seat) {
        endHold(leg);
        agents.contact(seat, leg, "CONNECTED", now);
    }

    private void endHold(Leg leg) {
        var since = leg.heldSince;
        if (since != null) {
            var held = ContactRecords.secondsBetween(since, now);
            leg.holdSeconds += held;
            leg.longestHoldSeconds = Math.max(leg.longestHoldSeconds, held);
            leg.heldSince = null;
        }
    }

    void pause(Leg leg, Agent seat) {
        leg.pausedSince = now;
        leg.lastPaused = now;
        leg.pauses++;
        contactEvents.tell(leg, "PAUSED", now);
        agents.contact(seat, leg, "PAUSED", now);
    }

    void resume(Leg leg, Agent seat) {
        var since = leg.pausedSince;
        if (since != null) {
            leg.pausedSeconds += ContactRecords.secondsBetween(since, now);
        }
        leg.pausedSince = null;
        leg.lastResumed = now;
        contactEvents.tell(leg, "RESUMED", now);
        agents.contact(seat, leg, "CONNECTED", now);
    }

    /// The end of the customer's side; for a connected agent, the beginning of after contact work.
    void disconnect(Leg leg, String reason) {
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
    void wrapUp(Leg leg, Agent seat) {
        leg.afterContactWorkEnded = now;
        agents.cleared(seat, leg, now);
        complete(leg);
    }

    void complete(Leg leg) {
        completeSilently(leg);
        contactEvents.tell(leg, "COMPLETED", now);
    }

    /// Not every end is told by an event; only the contact record is sure to come.
    void completeSilently(Leg leg) {
        leg.completed = now;
    }

    /// Writes the contact records, sends the agents back and takes stock.
    Story end() {
        legs.forEach(this::file);
        flowLogs.ship();
        if (dice.chance(0.03)) {
            flowLogs.shipControlMessage(start);
        }
        cast.forEach(seat -> roster.giveBack(seat, agents, pace));
        records.sort(Comparator.comparing(SimulatedRecord::at));
        return new Story(
                journey.name(), records, legs.stream().map(Leg::expected).toList());
    }

    private void file(Leg leg) {
        var filed = pace.after(leg.completed == null ? now : leg.completed, dice.between(62_000, 68_000));
        record(leg, filed);
        if (dice.chance(0.15)) {
            filed = laterThan(filed);
            leg.attributes.put("disposition", "resolved");
            record(leg, filed);
        }
        if (leg.previous == null && leg.next == null && leg.customerNumber != null && dice.chance(0.03)) {
            filed = laterThan(filed);
            leg.erased = true;
            record(leg, filed);
        }
    }

    /// At least one whole second, or the two records could not be told apart.
    private Instant laterThan(Instant filed) {
        return pace.after(filed, dice.between(30_000, 120_000)).plusSeconds(1);
    }

    private void record(Leg leg, Instant lastUpdate) {
        var emitted = pace.after(lastUpdate, dice.between(200, 2_000));
        records.add(new SimulatedRecord(
                emitted, RecordKind.CONTACT_RECORD, leg.contactId, ContactRecords.write(leg, lastUpdate)));
    }
}
