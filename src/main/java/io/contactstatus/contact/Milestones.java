package io.contactstatus.contact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the other legs of a chain have to know of a contact's life to know what they are themselves.
///
/// All sources and all copies of the contact record feed it, and nothing of it is ever taken back: what is told
/// to other contacts must only grow, and a contact record may be replaced by another copy.
///
/// @param enqueued the first time it was queued
/// @param connectedToAgent the first time an agent had it
/// @param agentLeft the first time an agent was done with it
/// @param ended the first end of the customer's side
/// @param customerLeft a contact record says that the customer hung up on it
/// @param talked a contact record counts more interaction than a consultation has
/// @param guide it is a step-by-step guide and takes no customer over
public record Milestones(
        @Nullable Moment enqueued,
        @Nullable Moment connectedToAgent,
        @Nullable Moment agentLeft,
        @Nullable Moment ended,
        boolean recorded,
        boolean customerLeft,
        boolean talked,
        boolean guide) {

    /// An agent who is only consulted has no interaction with the customer; Amazon Connect rounds.
    static final int CONSULTATION_SECONDS = 2;

    public static final Milestones NONE = new Milestones(null, null, null, null, false, false, false, false);

    static final Milestones GUIDE = new Milestones(null, null, null, null, false, false, false, true);

    static Milestones enqueued(Moment moment) {
        return new Milestones(moment, null, null, null, false, false, false, false);
    }

    static Milestones connectedToAgent(Moment moment) {
        return new Milestones(null, moment, null, null, false, false, false, false);
    }

    static Milestones agentLeft(Moment moment) {
        return new Milestones(null, null, moment, null, false, false, false, false);
    }

    static Milestones ended(Moment moment) {
        return new Milestones(null, null, null, moment, false, false, false, false);
    }

    static Milestones of(AgentState state) {
        var moment = Moment.exact(state.at());
        if (state.isAnswered()) {
            return connectedToAgent(moment);
        }
        return state.isEnded() || state.isCleared() ? agentLeft(moment) : NONE;
    }

    static Milestones of(ContactRecord record) {
        var queue = record.queue();
        var agent = record.agent();
        var interaction = agent == null ? null : agent.interactionSeconds();
        return new Milestones(
                rounded(queue == null ? null : queue.enqueued()),
                rounded(agent == null ? null : agent.connected()),
                rounded(agent == null ? null : agent.afterContactWorkStarted()),
                rounded(record.disconnected()),
                true,
                "CUSTOMER_DISCONNECT".equals(record.disconnectReason()),
                interaction != null && interaction > CONSULTATION_SECONDS,
                LegRule.GUIDE_SUBTYPE.equals(record.subtype()));
    }

    /// A contact record cuts the fraction of the second.
    private static @Nullable Moment rounded(@Nullable Instant recorded) {
        return recorded == null ? null : Moment.rounded(recorded);
    }

    Milestones join(Milestones other) {
        return new Milestones(
                Moment.earliest(enqueued, other.enqueued),
                Moment.earliest(connectedToAgent, other.connectedToAgent),
                Moment.earliest(agentLeft, other.agentLeft),
                Moment.earliest(ended, other.ended),
                recorded || other.recorded,
                customerLeft || other.customerLeft,
                talked || other.talked,
                guide || other.guide);
    }

    boolean hadAgent() {
        return connectedToAgent != null;
    }

    /// When the agent's part was over.
    @Nullable
    Moment endOfAgent() {
        return Moment.earliest(agentLeft, ended);
    }
}
