package io.contactstatus.pages;

import io.contactstatus.contact.ContactKind;
import io.contactstatus.contact.Leg;
import io.contactstatus.contact.Phase;
import io.contactstatus.view.ContactSummaryView;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where on the board a contact is. Goes by its phase: the status keeps Amazon Connect's words, and says less.
enum Group {
    /// In a queue, with the customer on the line.
    WAITING(false, true, false),
    /// At an agent who has not answered yet, or called by us and not answered.
    RINGING(true, true, true),
    /// Talking to an agent.
    CONNECTED(true, true, true),
    /// With an agent who has put it on hold, or paused it.
    HELD(true, false, true),
    /// The agent is not done with it.
    AFTER_WORK(true, false, true),
    /// Customers who are to be called back, and with whom no agent is yet.
    CALLBACKS(false, true, false),
    /// In a flow, or put through to an outside number.
    FLOW(false, false, true),
    /// Tasks before their time. They wait for nobody.
    PLANNED(false, false, true),
    /// Nothing was heard of them for so long that they may be over. They wait for nobody either.
    NO_NEWS(true, false, true);

    private final boolean withAgent;
    private final boolean withWait;
    private final boolean withState;

    /// @param withWait whether the time in the queue is shown
    /// @param withState whether the time in the present phase is, because it is another one
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

    /// Whether those in it are counted among the live ones.
    public boolean isCounted() {
        return this != NO_NEWS;
    }

    /// @return nothing for what is over, for legs that have no customer of their own, and for tests
    static Optional<Group> of(ContactSummaryView contact, boolean stale) {
        if (contact.leg() != Leg.CUSTOMER || Boolean.TRUE.equals(contact.synthetic())) {
            return Optional.empty();
        }
        var group = Optional.ofNullable(of(contact, contact.phase()));
        return stale ? group.map(any -> NO_NEWS) : group;
    }

    private static @Nullable Group of(ContactSummaryView contact, Phase.@Nullable Kind phase) {
        if (phase == null) {
            // None of its times is known.
            return contact.active() ? FLOW : null;
        }
        return switch (phase) {
            case SCHEDULED -> contact.flags().callback() ? CALLBACKS : PLANNED;
            case QUEUE ->
                ContactKind.of(contact.channel(), phase, contact.initiationMethod()) == ContactKind.CALLBACK
                        ? CALLBACKS
                        : WAITING;
            case RINGING, DIALLING -> RINGING;
            case WITH_AGENT, CONSULT -> CONNECTED;
            case ON_HOLD, PAUSED -> HELD;
            case FLOW, OUTSIDE -> FLOW;
            case AFTER_CONTACT_WORK -> AFTER_WORK;
        };
    }
}
