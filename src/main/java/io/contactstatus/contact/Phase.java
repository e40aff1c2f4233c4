package io.contactstatus.contact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A stretch of a contact's life. Its boundaries have whole seconds, so that its length is their difference.
///
/// @param until null while it lasts
/// @param visit which of the contact's times in queues it belongs to, counted from 1; 0 for none
/// @param queueArn of that visit
/// @param agentArn the agent it is about, where there is one
/// @param heldSeconds how much of it was on hold, where nothing tells when that was
/// @param pausedSeconds how much of it was paused, likewise
public record Phase(
        Kind kind,
        Instant from,
        @Nullable Instant until,
        int visit,
        @Nullable String queueArn,
        @Nullable String agentArn,
        int heldSeconds,
        int pausedSeconds) {

    public enum Kind {
        /// A task before its time; a callback that is not queued yet.
        SCHEDULED,
        /// In flows or with a bot.
        FLOW,
        QUEUE,
        /// Offered to an agent who has not answered.
        RINGING,
        /// We call, and the customer has not answered.
        DIALLING,
        /// The customer and an agent are together.
        WITH_AGENT,
        ON_HOLD,
        PAUSED,
        /// Put through to an outside number.
        OUTSIDE,
        /// An agent without the customer, on a leg of another agent's.
        CONSULT,
        /// The customer's side has ended, the agent is not done.
        AFTER_CONTACT_WORK
    }

    /// Null while it lasts.
    public @Nullable Integer seconds() {
        return until == null ? null : (int) Math.min(until.getEpochSecond() - from.getEpochSecond(), Integer.MAX_VALUE);
    }

    /// What it counts as soon as it is over.
    int length() {
        var seconds = seconds();
        return seconds == null ? 0 : seconds;
    }

    public boolean isRunning() {
        return until == null;
    }

    /// Waiting for an agent.
    public boolean isWaiting() {
        return kind == Kind.QUEUE || kind == Kind.RINGING;
    }

    /// Work of the agent that has or had the customer.
    boolean isHandling() {
        return kind == Kind.WITH_AGENT || kind == Kind.ON_HOLD || kind == Kind.AFTER_CONTACT_WORK;
    }

    /// Of its time, what customer and agent spoke.
    public int interaction() {
        return kind == Kind.WITH_AGENT ? Math.max(0, length() - heldSeconds - pausedSeconds) : 0;
    }

    Phase with(int held, int paused) {
        return new Phase(kind, from, until, visit, queueArn, agentArn, held, paused);
    }

    Phase of(String agent) {
        return new Phase(kind, from, until, visit, queueArn, agent, heldSeconds, pausedSeconds);
    }

    Phase endingAt(Instant end) {
        return new Phase(kind, from, end, visit, queueArn, agentArn, heldSeconds, pausedSeconds);
    }
}
