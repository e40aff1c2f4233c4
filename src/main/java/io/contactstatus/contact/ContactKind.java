package io.contactstatus.contact;

import org.jspecify.annotations.Nullable;

/// What a contact is to limits of time: how long it may be silent, and how long it is kept while it is live.
public enum ContactKind {
    /// Also what no channel is known of: a limit that is too short is noticed, one that is too long is not.
    CALL,
    /// A customer who waits to be called back. From the moment that an agent is offered it, it is a call.
    CALLBACK,
    CHAT,
    TASK,
    EMAIL;

    public static ContactKind of(Snapshot seen) {
        return of(seen.channel(), seen.phase(), seen.initiationMethod());
    }

    /// A customer who was dialled first and waits is on the line like any other caller.
    public static ContactKind of(
            @Nullable String channel, Phase.@Nullable Kind phase, @Nullable String initiationMethod) {
        if (new Method(initiationMethod).isRequestedCallback() && phase != null && isWaiting(phase)) {
            return CALLBACK;
        }
        return switch (channel) {
            case "CHAT" -> CHAT;
            case "TASK" -> TASK;
            case "EMAIL" -> EMAIL;
            case null, default -> CALL;
        };
    }

    private static boolean isWaiting(Phase.Kind phase) {
        return switch (phase) {
            case SCHEDULED, QUEUE -> true;
            case FLOW, RINGING, DIALLING, WITH_AGENT, ON_HOLD, PAUSED, OUTSIDE, CONSULT, AFTER_CONTACT_WORK -> false;
        };
    }
}
