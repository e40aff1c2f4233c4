package io.contactstatus.contact;

import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Everything that the live sources have said about a contact. Each part is a register of its own, so a late old
/// fact finds its place without touching the others.
///
/// @param initiationMethod how it was made. No time settles this, for it does not change: of what the sources claim,
///   that it took over a customer from another leg outranks the rest
/// @param firstEnqueued the first time it was queued; [#lastEnqueued] moves on when it is queued again
/// @param agentArn the agent it was connected to
/// @param offeredTo the agent at whom it rang last
/// @param names of queues and agents by ARN: contact events know the ARN only, other sources the name
public record Live(
        @Nullable Latest<String> instanceArn,
        @Nullable Latest<String> channel,
        @Nullable Latest<String> subtype,
        @Nullable Latest<String> initiationMethod,
        @Nullable Latest<Endpoint> systemEndpoint,
        @Nullable Moment earliest,
        @Nullable Moment initiated,
        @Nullable Moment connectedToSystem,
        @Nullable Moment firstEnqueued,
        @Nullable Moment lastEnqueued,
        @Nullable Moment connectedToAgent,
        @Nullable Moment disconnected,
        @Nullable Moment completed,
        @Nullable Latest<String> queueArn,
        @Nullable Latest<String> agentArn,
        @Nullable Latest<String> offeredTo,
        AgentTimeline agentStates,
        @Nullable Latest<Boolean> paused,
        @Nullable Latest<FlowPosition> flow,
        @Nullable Latest<String> disconnectReason,
        Registers<String> names,
        Registers<Note> attributes,
        @Nullable Latest<Tags> tags) {

    /// Distinct attributes one contact may have; Amazon Connect allows 32 KB of them in all.
    static final int MOST_ATTRIBUTES = 256;

    static final int MOST_NAMES = 24;

    static final Live NOTHING = new Live(
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
            null,
            null,
            null,
            null,
            AgentTimeline.EMPTY,
            null,
            null,
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

    Live join(Live other) {
        return new Live(
                Latest.of(instanceArn, other.instanceArn),
                Latest.of(channel, other.channel),
                Latest.of(subtype, other.subtype),
                Latest.of(initiationMethod, other.initiationMethod),
                Latest.of(systemEndpoint, other.systemEndpoint),
                Moment.earliest(earliest, other.earliest),
                Moment.earliest(initiated, other.initiated),
                Moment.earliest(connectedToSystem, other.connectedToSystem),
                Moment.earliest(firstEnqueued, other.firstEnqueued),
                Moment.latest(lastEnqueued, other.lastEnqueued),
                Moment.latest(connectedToAgent, other.connectedToAgent),
                Moment.earliest(disconnected, other.disconnected),
                Moment.earliest(completed, other.completed),
                Latest.of(queueArn, other.queueArn),
                Latest.of(agentArn, other.agentArn),
                Latest.of(offeredTo, other.offeredTo),
                agentStates.join(other.agentStates),
                Latest.of(paused, other.paused),
                Latest.of(flow, other.flow),
                Latest.of(disconnectReason, other.disconnectReason),
                names.join(other.names),
                attributes.join(other.attributes),
                Latest.of(tags, other.tags));
    }
}
