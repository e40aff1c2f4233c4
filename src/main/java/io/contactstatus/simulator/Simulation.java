package io.contactstatus.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/// An endless supply of stories. The same seed, start and sequence of calls give the same bytes.
///
/// Agents stay at their seats between stories, so a simulation is one continuous world: play its stories in the
/// order they were asked for. Not for use by several threads; take one simulation, with its own seed, for each.
public final class Simulation {

    private static final Comparator<SimulatedRecord> BY_TIME = Comparator.comparing(SimulatedRecord::at);

    private final SplittableRandom random;
    private final Pace pace;
    private final Roster roster = new Roster();
    private final Dice between;
    private Instant nextStart;

    /// Life at its own speed.
    public Simulation(long seed, Instant start) {
        this(seed, start, 1);
    }

    /// @param speed how many times faster than life; timestamps shrink with it, so that a story never runs
    ///   ahead of a clock it is played against
    public Simulation(long seed, Instant start, double speed) {
        this.random = new SplittableRandom(scrambled(seed) ^ scrambled(start.toEpochMilli()));
        this.pace = new Pace(speed);
        this.between = new Dice(random.split());
        this.nextStart = start;
    }

    /// Any story, beginning a few seconds after the one before.
    public Story next() {
        return next(advance());
    }

    /// Any story, beginning at that moment.
    public Story next(Instant start) {
        return play(Journey.drawn(between), start);
    }

    public Story play(Journey journey) {
        return play(journey, advance());
    }

    public Story play(Journey journey, Instant start) {
        var scene = new Scene(journey, new Dice(random.split()), pace, roster, start);
        switch (journey) {
            case INBOUND_CALL -> Calls.answered(scene);
            case ABANDONED_IN_FLOW -> Calls.abandonedInFlow(scene);
            case ABANDONED_IN_QUEUE -> Calls.abandonedInQueue(scene);
            case ABANDONED_WHILE_RINGING -> Calls.abandonedWhileRinging(scene);
            case MISSED_THEN_ANSWERED -> Calls.missedThenAnswered(scene);
            case QUEUE_TRANSFER -> Transfers.betweenQueues(scene);
            case AGENT_TRANSFER -> Transfers.betweenAgents(scene);
            case QUEUED_CALLBACK -> Transfers.queuedCallback(scene);
            case OUTBOUND_CALL -> Calls.outbound(scene);
            case CHAT -> OtherJourneys.chat(scene);
            case TASK -> OtherJourneys.task(scene);
            case SHIFT -> OtherJourneys.shift(scene);
            case CONSULTATION -> Transfers.consultation(scene);
            case CUSTOMER_FIRST_CALLBACK -> Transfers.customerFirstCallback(scene);
            case SCHEDULED_TASK -> OtherJourneys.scheduledTask(scene);
            case PUT_THROUGH -> Calls.putThrough(scene);
            case VOICEMAIL -> Calls.voicemail(scene);
            case UNANSWERED_OUTBOUND -> Calls.unanswered(scene);
            case MONITORED_CALL -> Transfers.monitored(scene);
        }
        return scene.end();
    }

    /// What agents who take part in no story did up to that moment: heartbeats, and leaving after a quarter of
    /// an hour of nothing. Stories are complete without it.
    public List<SimulatedRecord> idleUntil(Instant moment) {
        var records = new ArrayList<SimulatedRecord>();
        roster.idleUntil(moment, new AgentStream(between, pace, records), pace);
        records.sort(BY_TIME);
        return records;
    }

    private Instant advance() {
        var start = nextStart;
        nextStart = pace.after(start, between.between(500, 6_000));
        return start;
    }

    /// So that no start undoes the difference between two seeds. The start counts because a world that is
    /// played again later, into a table that was kept, must not meet its own contacts there.
    private static long scrambled(long value) {
        return new SplittableRandom(value).nextLong();
    }
}
