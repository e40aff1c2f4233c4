package io.contactstatus.pages.board;

import io.contactstatus.view.CallBackView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What was agreed about calling a customer back, for one viewer at one moment.
///
/// @param by who has the customer, or has called them back; null where it is nobody, or the viewer
/// @param until how long the assignment holds
/// @param takeable whether the viewer may have the customer
/// @param mine whether the viewer has them
record AgreedCallBack(
        State state, @Nullable String by, @Nullable Instant until, boolean takeable, boolean mine) {

    enum State {
        OPEN,
        MINE,
        TAKEN,
        DONE
    }

    /// @param may whether they may agree to anything
    record Viewer(@Nullable String name, boolean may, Instant now) {}

    /// Until the page's script says it in the viewer's zone.
    public @Nullable String untilUtc() {
        return until == null ? null : AbandonedRow.utc(until);
    }

    static AgreedCallBack of(@Nullable CallBackView agreed, FollowUp followUp, Viewer viewer) {
        var state = state(agreed, followUp, viewer);
        return new AgreedCallBack(
                state,
                agreed == null
                                || state == State.OPEN
                                || state == State.MINE
                                || agreed.by().isEmpty()
                        ? null
                        : agreed.by(),
                agreed == null || state == State.OPEN || state == State.DONE ? null : agreed.until(),
                viewer.may() && state == State.OPEN,
                viewer.may() && state == State.MINE);
    }

    private static State state(@Nullable CallBackView agreed, FollowUp followUp, Viewer viewer) {
        if (followUp == FollowUp.TALKED_TO) {
            return State.DONE;
        }
        if (agreed == null) {
            return State.OPEN;
        }
        return switch (agreed.state()) {
            case OPEN -> State.OPEN;
            case DONE -> State.DONE;
            case ASSIGNED ->
                agreed.until() == null || !viewer.now().isBefore(agreed.until())
                        ? State.OPEN
                        : agreed.by().equals(viewer.name()) ? State.MINE : State.TAKEN;
        };
    }
}
