package io.contactstatus.pages.board;

import io.contactstatus.contact.ContactKind;
import io.contactstatus.contact.Leg;
import io.contactstatus.contact.Phase;
import io.contactstatus.pages.DurationThresholds;
import io.contactstatus.pages.DurationThresholds.Threshold;
import io.contactstatus.view.ContactSummaryView;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where on the board a contact is. Decided by its phase: Amazon Connect's status is less precise.
enum BoardGroup {
    /// In a queue, with the customer on the line.
    WAITING(false, true, false),
    /// Offered to an agent, or dialled, and not answered yet.
    RINGING(true, true, true),
    /// Talking to an agent.
    CONNECTED(true, true, true),
    /// With an agent who has put it on hold, or paused it.
    HELD(true, false, true),
    /// The agent is in after-contact work.
    AFTER_WORK(true, false, true),
    /// Callbacks that no agent has yet.
    CALLBACKS(false, true, false),
    /// In a flow, or transferred to an external number.
    FLOW(false, false, true),
    /// Tasks scheduled for later.
    PLANNED(false, false, true),
    /// Stale: without an event for so long that they may be over.
    NO_NEWS(true, false, true);

    private final boolean withAgent;
    private final boolean withWait;
    private final boolean withState;

    /// @param withWait whether rows show the time in the queue
    /// @param withState whether rows show the time in the present phase, because that is another time
    BoardGroup(boolean withAgent, boolean withWait, boolean withState) {
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

    /// Whether its contacts count as live.
    public boolean isCounted() {
        return this != NO_NEWS;
    }

    /// When the time in this group is long; null where no time is.
    @Nullable
    Threshold threshold(DurationThresholds thresholds) {
        return switch (this) {
            case WAITING -> thresholds.queue();
            case RINGING -> thresholds.ringing();
            case CONNECTED -> thresholds.connected();
            case HELD -> thresholds.hold();
            case AFTER_WORK -> thresholds.afterWork();
            case CALLBACKS -> thresholds.callback();
            case FLOW -> thresholds.flow();
            case PLANNED, NO_NEWS -> null;
        };
    }

    /// Empty for a contact that is over, for a leg without a customer of its own, and for a test call.
    static Optional<BoardGroup> of(ContactSummaryView contact, boolean stale) {
        if (contact.leg() != Leg.CUSTOMER || Boolean.TRUE.equals(contact.synthetic())) {
            return Optional.empty();
        }
        var group = Optional.ofNullable(of(contact, contact.phase()));
        return stale ? group.map(any -> NO_NEWS) : group;
    }

    private static @Nullable BoardGroup of(ContactSummaryView contact, Phase.@Nullable Kind phase) {
        if (phase == null) {
            // None of its times is known, so it has no phase.
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
