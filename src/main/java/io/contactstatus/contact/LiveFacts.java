package io.contactstatus.contact;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Everything that the live sources have said about a contact. Each part is a register of its own, so a late old
/// fact finds its place without touching the others.
///
/// @param initiationMethod how it was made. No time settles this, for it does not change: of what the sources
///   claim, that it took over a customer from another leg outranks the rest
/// @param initiated the first time it was, and [#lastInitiated] the last one: of a campaign, when it was dialled
/// @param disconnected the first time it was, and [#lastDisconnected] the last one: a callback may be tried again
/// @param firstEnqueued the first time it was queued, which may have fallen out of [#visits]
/// @param visits its times in queues, the newest ones
/// @param agentArn the agent it was connected to
/// @param offeredTo the agent at whom it rang last
/// @param heldByAgent false when the agent's events do not hold it any more, stamped with the last one that did
/// @param calledOutside the newest of its ways to outside numbers
/// @param heldSeconds time on hold of which nothing tells when it was
/// @param answeredBy what machine detection says answered
/// @param campaign it is called by an outbound campaign
/// @param synthetic a test, made by no customer
/// @param unknownToConnect that Amazon Connect was asked and does not know it
/// @param names of queues and agents by ARN: contact events know the ARN only, other sources the name
public record LiveFacts(
        @Nullable Latest<String> instanceArn,
        @Nullable Latest<String> channel,
        @Nullable Latest<String> subtype,
        @Nullable Latest<String> initiationMethod,
        @Nullable Latest<Endpoint> systemEndpoint,
        @Nullable Moment earliest,
        @Nullable Moment initiated,
        @Nullable Moment lastInitiated,
        @Nullable Latest<Instant> scheduled,
        @Nullable Moment connectedToSystem,
        @Nullable Moment lastConnectedToSystem,
        @Nullable Moment firstEnqueued,
        BoundedSet<QueueVisit> visits,
        @Nullable Moment connectedToAgent,
        @Nullable Moment disconnected,
        @Nullable Moment lastDisconnected,
        @Nullable Moment completed,
        @Nullable Latest<String> queueArn,
        @Nullable Latest<String> agentArn,
        @Nullable Latest<String> offeredTo,
        BoundedSet<AgentState> agentStates,
        @Nullable Latest<Boolean> heldByAgent,
        BoundedSet<Pause> pauses,
        BoundedSet<OutsideCall> calledOutside,
        @Nullable Latest<Integer> heldSeconds,
        @Nullable Latest<FlowPosition> flow,
        @Nullable Latest<String> disconnectReason,
        @Nullable Latest<String> answeredBy,
        boolean campaign,
        boolean synthetic,
        @Nullable Moment unknownToConnect,
        Registers<String> names,
        Registers<Note> attributes,
        @Nullable Latest<Tags> tags) {

    /// Distinct attributes one contact may have; Amazon Connect allows 32 KB of them in all.
    static final int MOST_ATTRIBUTES = 256;

    static final int MOST_NAMES = 24;

    public static final int MOST_VISITS = 16;

    /// Twice what a long, troubled contact was thought to need.
    public static final int MOST_STATES = 64;

    public static final int MOST_PAUSES = 32;

    public static final int MOST_CALLS = 16;

    static final LiveFacts NOTHING = new LiveFacts(
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            BoundedSet.none(MOST_VISITS),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            BoundedSet.none(MOST_STATES),
            null,
            BoundedSet.none(MOST_PAUSES),
            BoundedSet.none(MOST_CALLS),
            null,
            null,
            null,
            null,
            false,
            false,
            null,
            Registers.none(MOST_NAMES),
            Registers.none(MOST_ATTRIBUTES),
            null);

    /// A contact's own tags, as one statement.
    public record Tags(SortedMap<String, String> byKey) implements Comparable<Tags> {

        public Tags {
            byKey = Collections.unmodifiableSortedMap(Bounds.entries(byKey));
        }

        @Override
        public int compareTo(Tags other) {
            return Arrays.compare(flat(), other.flat());
        }

        private String[] flat() {
            return byKey.entrySet().stream()
                    .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
                    .toArray(String[]::new);
        }
    }

    /// The same, but for what few contacts have.
    public LiveFacts unknownToConnect(@Nullable Moment asked) {
        return new LiveFacts(
                instanceArn,
                channel,
                subtype,
                initiationMethod,
                systemEndpoint,
                earliest,
                initiated,
                lastInitiated,
                scheduled,
                connectedToSystem,
                lastConnectedToSystem,
                firstEnqueued,
                visits,
                connectedToAgent,
                disconnected,
                lastDisconnected,
                completed,
                queueArn,
                agentArn,
                offeredTo,
                agentStates,
                heldByAgent,
                pauses,
                calledOutside,
                heldSeconds,
                flow,
                disconnectReason,
                answeredBy,
                campaign,
                synthetic,
                asked,
                names,
                attributes,
                tags);
    }

    /// The same, but for attributes and tags.
    LiveFacts withoutAttributes() {
        return new LiveFacts(
                instanceArn,
                channel,
                subtype,
                initiationMethod,
                systemEndpoint,
                earliest,
                initiated,
                lastInitiated,
                scheduled,
                connectedToSystem,
                lastConnectedToSystem,
                firstEnqueued,
                visits,
                connectedToAgent,
                disconnected,
                lastDisconnected,
                completed,
                queueArn,
                agentArn,
                offeredTo,
                agentStates,
                heldByAgent,
                pauses,
                calledOutside,
                heldSeconds,
                flow,
                disconnectReason,
                answeredBy,
                campaign,
                synthetic,
                unknownToConnect,
                names,
                Registers.none(MOST_ATTRIBUTES),
                null);
    }

    LiveFacts join(LiveFacts other) {
        return new LiveFacts(
                Latest.of(instanceArn, other.instanceArn),
                Latest.of(channel, other.channel),
                Latest.of(subtype, other.subtype),
                Latest.of(initiationMethod, other.initiationMethod),
                Latest.of(systemEndpoint, other.systemEndpoint),
                Moment.earliest(earliest, other.earliest),
                Moment.earliest(initiated, other.initiated),
                Moment.latest(lastInitiated, other.lastInitiated),
                Latest.of(scheduled, other.scheduled),
                Moment.earliest(connectedToSystem, other.connectedToSystem),
                Moment.latest(lastConnectedToSystem, other.lastConnectedToSystem),
                Moment.earliest(firstEnqueued, other.firstEnqueued),
                visits.join(other.visits),
                Moment.latest(connectedToAgent, other.connectedToAgent),
                Moment.earliest(disconnected, other.disconnected),
                Moment.latest(lastDisconnected, other.lastDisconnected),
                Moment.earliest(completed, other.completed),
                Latest.of(queueArn, other.queueArn),
                Latest.of(agentArn, other.agentArn),
                Latest.of(offeredTo, other.offeredTo),
                agentStates.join(other.agentStates),
                Latest.of(heldByAgent, other.heldByAgent),
                pauses.join(other.pauses),
                calledOutside.join(other.calledOutside),
                Latest.of(heldSeconds, other.heldSeconds),
                Latest.of(flow, other.flow),
                Latest.of(disconnectReason, other.disconnectReason),
                Latest.of(answeredBy, other.answeredBy),
                campaign || other.campaign,
                synthetic || other.synthetic,
                Moment.latest(unknownToConnect, other.unknownToConnect),
                names.join(other.names),
                attributes.join(other.attributes),
                Latest.of(tags, other.tags));
    }
}
