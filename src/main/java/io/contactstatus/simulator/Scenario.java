package io.contactstatus.simulator;

/// The stories that can be played, with how often each turns up when none is asked for in particular.
public enum Scenario {
    INBOUND_CALL(32),
    ABANDONED_IN_FLOW(5),
    ABANDONED_IN_QUEUE(7),
    ABANDONED_WHILE_RINGING(4),
    MISSED_THEN_ANSWERED(8),
    QUEUE_TRANSFER(7),
    AGENT_TRANSFER(8),
    QUEUED_CALLBACK(8),
    OUTBOUND_CALL(7),
    CHAT(9),
    TASK(6),
    /// No contact at all: an agent comes, changes status and goes.
    SHIFT(3),
    /// The agent asks a colleague and goes on with the customer.
    CONSULTATION(3),
    /// A callback that dials the customer first: in vain, then again.
    CUSTOMER_FIRST_CALLBACK(3),
    SCHEDULED_TASK(2),
    /// To an outside number, by the flow.
    PUT_THROUGH(3),
    /// Left after waiting, instead of waiting on.
    VOICEMAIL(3),
    UNANSWERED_OUTBOUND(3),
    /// A supervisor listens.
    MONITORED_CALL(2);

    private static final int TOTAL = totalWeight();

    private final int weight;

    Scenario(int weight) {
        this.weight = weight;
    }

    static Scenario drawn(Dice dice) {
        var left = dice.below(TOTAL);
        for (var scenario : values()) {
            left -= scenario.weight;
            if (left < 0) {
                return scenario;
            }
        }
        return INBOUND_CALL;
    }

    private static int totalWeight() {
        var total = 0;
        for (var scenario : values()) {
            total += scenario.weight;
        }
        return total;
    }
}
