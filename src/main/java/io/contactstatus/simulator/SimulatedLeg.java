package io.contactstatus.simulator;

import io.contactstatus.simulator.ExpectedContact.AbandonedIn;
import io.contactstatus.simulator.SimulatedInstance.Queue;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One contact while it is being played: what has happened to it up to now. Deliberately mutable; it never leaves
/// its [StoryBuilder].
final class SimulatedLeg {

    final String contactId;
    final Channel channel;
    final String initiationMethod;
    final @Nullable SimulatedLeg previous;
    final @Nullable String customerNumber;
    final Map<String, String> attributes = new LinkedHashMap<>();

    Instant initiated;
    /// When the latest contact event about it went out; the next one goes out later.
    Instant lastEmitted;

    @Nullable
    Instant connectedToSystem;
    /// What the flow has decided on; the contact is not in it yet.
    @Nullable
    Queue chosen;

    @Nullable
    Queue queue;

    @Nullable
    Instant firstEnqueued;

    @Nullable
    Instant enqueued;

    @Nullable
    Instant dequeued;

    @Nullable
    SimulatedAgent offeredTo;

    @Nullable
    SimulatedAgent agent;

    @Nullable
    Instant connectedToAgent;

    @Nullable
    Instant heldSince;

    @Nullable
    Instant pausedSince;

    @Nullable
    Instant lastPaused;

    @Nullable
    Instant lastResumed;

    @Nullable
    Instant disconnected;

    @Nullable
    Instant afterContactWorkEnded;

    @Nullable
    Instant transferCompleted;

    @Nullable
    Instant completed;

    @Nullable
    SimulatedLeg next;

    @Nullable
    AbandonedIn abandoned;

    @Nullable
    Instant scheduled;

    /// An outside number that the customer was put through to.
    @Nullable
    String transferredTo;

    /// Null for what most stories come to: an agent was there.
    @Nullable
    String outcome;

    String role = "CUSTOMER";
    String disconnectReason = "OTHER";
    boolean missed;
    boolean erased;
    int connectionAttempts;
    int holds;
    long holdSeconds;
    long longestHoldSeconds;
    int pauses;
    long pausedSeconds;

    SimulatedLeg(
            String contactId,
            Channel channel,
            String initiationMethod,
            @Nullable SimulatedLeg previous,
            @Nullable String customerNumber,
            Instant initiated) {
        this.contactId = contactId;
        this.channel = channel;
        this.initiationMethod = initiationMethod;
        this.previous = previous;
        this.customerNumber = customerNumber;
        this.initiated = initiated;
        this.lastEmitted = initiated;
    }

    @Nullable
    String previousContactId() {
        return previous == null ? null : previous.contactId;
    }

    @Nullable
    String initialContactId() {
        return previous == null ? null : previous.chainId();
    }

    @Nullable
    String nextContactId() {
        return next == null ? null : next.contactId;
    }

    private String chainId() {
        return previous == null ? contactId : previous.chainId();
    }

    /// False for an outbound call: it has a queue that it is counted under, but it does not wait there.
    boolean queued() {
        return firstEnqueued != null;
    }

    boolean isCallback() {
        return initiationMethod.startsWith("CALLBACK");
    }

    ExpectedContact expected() {
        return new ExpectedContact(
                contactId,
                initialContactId(),
                nextContactId(),
                "COMPLETED",
                channel.name(),
                initiationMethod,
                queue == null ? null : queue.name(),
                agent == null ? null : agent.username(),
                erased ? null : customerNumber,
                disconnectReason,
                queued(),
                connectedToAgent != null,
                missed,
                abandoned,
                isCallback(),
                holds,
                role,
                outcome == null ? "ANSWERED" : outcome);
    }

    enum Channel {
        VOICE("connect:Telephony"),
        CHAT("connect:Chat"),
        TASK("connect:Task");

        private final String subtype;

        Channel(String subtype) {
            this.subtype = subtype;
        }

        String subtype() {
            return subtype;
        }

        /// The agent stream alone calls tasks by a plural.
        String inAgentEvents() {
            return this == TASK ? "TASKS" : name();
        }
    }
}
