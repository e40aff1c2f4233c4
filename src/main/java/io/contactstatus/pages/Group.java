package io.contactstatus.pages;

import io.contactstatus.view.ContactSummaryView;
import java.util.Optional;

/// Where on the board a contact is.
enum Group {
    /// In a queue, for an agent who is free.
    WAITING(false, true, false),
    /// At an agent who has not answered yet.
    RINGING(true, true, true),
    /// Talking to an agent.
    CONNECTED(true, true, true),
    /// With an agent who has put it on hold, or paused it.
    HELD(true, false, true),
    /// The agent is not done with it.
    AFTER_WORK(true, false, true),
    /// Somebody who is to be called back, and with whom no agent is yet.
    CALLBACKS(false, true, false),
    /// In a flow, before any queue.
    FLOW(false, false, true);

    private final boolean withAgent;
    private final boolean withWait;
    private final boolean withState;

    /// @param withWait whether the time in the queue is shown
    /// @param withState whether the time in the present state is, because it is another one
    Group(boolean withAgent, boolean withWait, boolean withState) {
        this.withAgent = withAgent;
        this.withWait = withWait;
        this.withState = withState;
    }

    public boolean isWithAgent() {
        return withAgent;
    }

    public boolean isWithWait() {
        return withWait;
    }

    public boolean isWithState() {
        return withState;
    }

    /// @return nothing for what is over
    static Optional<Group> of(ContactSummaryView contact) {
        return switch (contact.status()) {
            case INITIATED, CONNECTED_TO_SYSTEM ->
                living(contact, contact.flags().callback() ? CALLBACKS : FLOW);
            case QUEUED -> living(contact, contact.flags().callback() ? CALLBACKS : WAITING);
            case CONNECTING_TO_AGENT -> living(contact, RINGING);
            case CONNECTED_TO_AGENT -> living(contact, CONNECTED);
            case ON_HOLD, PAUSED -> living(contact, HELD);
            // The customer is gone by then, as a rule.
            case AFTER_CONTACT_WORK -> Optional.of(AFTER_WORK);
            case DISCONNECTED, COMPLETED -> Optional.empty();
        };
    }

    private static Optional<Group> living(ContactSummaryView contact, Group group) {
        return contact.active() ? Optional.of(group) : Optional.empty();
    }
}
