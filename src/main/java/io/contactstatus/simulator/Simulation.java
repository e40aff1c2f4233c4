package io.contactstatus.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// An endless supply of stories. The same seed, start and sequence of calls give the same bytes.
///
/// Agents stay logged in between stories, so a simulation is one continuous world: play its stories in the
/// order they were asked for. Not for use by several threads; take one simulation, with its own seed, for each.
public final class Simulation {

    private static final Comparator<SimulatedRecord> BY_TIME = Comparator.comparing(SimulatedRecord::at);

    private final SplittableRandom random;
    private final Pace pace;
    private final Roster roster = new Roster();
    private final RecordedCalls recordings;
    private final Dice between;
    private Instant nextStart;

    /// Life at its own speed.
    public Simulation(long seed, Instant start) {
        this(seed, start, 1);
    }

    /// @param speed how many times faster than life; timestamps shrink with it, so that a story never runs
    ///   ahead of a clock it is played against
    public Simulation(long seed, Instant start, double speed) {
        this(seed, start, speed, null);
    }

    /// @param recordings a bucket that has the recording of each call whose contact record names one; null for none
    public Simulation(long seed, Instant start, double speed, @Nullable String recordings) {
        this.random = new SplittableRandom(scrambled(seed) ^ scrambled(start.toEpochMilli()));
        this.pace = new Pace(speed);
        this.recordings = new RecordedCalls(recordings);
        this.between = new Dice(random.split());
        this.nextStart = start;
    }

    /// Any story, beginning a few seconds after the one before.
    public Story next() {
        return next(advance());
    }

    /// Any story, beginning at that moment.
    public Story next(Instant start) {
        return play(Scenario.drawn(between), start);
    }

    public Story play(Scenario scenario) {
        return play(scenario, advance());
    }

    public Story play(Scenario scenario, Instant start) {
        var story = new StoryBuilder(scenario, new Dice(random.split()), pace, roster, recordings, start);
        switch (scenario) {
            case INBOUND_CALL -> CallScenarios.answered(story);
            case ABANDONED_IN_FLOW -> CallScenarios.abandonedInFlow(story);
            case ABANDONED_IN_QUEUE -> CallScenarios.abandonedInQueue(story);
            case ABANDONED_WHILE_RINGING -> CallScenarios.abandonedWhileRinging(story);
            case MISSED_THEN_ANSWERED -> CallScenarios.missedThenAnswered(story);
            case QUEUE_TRANSFER -> TransferScenarios.betweenQueues(story);
            case AGENT_TRANSFER -> TransferScenarios.betweenAgents(story);
            case QUEUED_CALLBACK -> TransferScenarios.queuedCallback(story);
            case OUTBOUND_CALL -> CallScenarios.outbound(story);
            case CHAT -> OtherScenarios.chat(story);
            case TASK -> OtherScenarios.task(story);
            case SHIFT -> OtherScenarios.shift(story);
            case CONSULTATION -> TransferScenarios.consultation(story);
            case CUSTOMER_FIRST_CALLBACK -> TransferScenarios.customerFirstCallback(story);
            case SCHEDULED_TASK -> OtherScenarios.scheduledTask(story);
            case PUT_THROUGH -> CallScenarios.putThrough(story);
            case VOICEMAIL -> CallScenarios.voicemail(story);
            case UNANSWERED_OUTBOUND -> CallScenarios.unanswered(story);
            case MONITORED_CALL -> TransferScenarios.monitored(story);
        }
        return story.end();
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
