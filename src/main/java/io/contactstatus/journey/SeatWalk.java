package io.contactstatus.journey;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads one agent's states of a contact as what they were to the customer: ringing, talking, being held.
final class SeatWalk {

    /// @param outcome the state that ended it; null when none did
    record Ringing(
            String agent,
            Instant start,
            boolean wasOffer,
            @Nullable Instant end,
            @Nullable String outcome) {}

    private final String agent;
    private final List<Ringing> ringing = new ArrayList<>();
    private final List<Talk> talks = new ArrayList<>();
    private final List<Talk.Span> pauses = new ArrayList<>();
    private @Nullable SeatState rings;
    private @Nullable SeatState held;
    private @Nullable SeatState paused;
    private @Nullable Talk talk;

    private SeatWalk(String agent) {
        this.agent = agent;
    }

    static SeatWalk through(String agent, Collection<SeatState> states) {
        var walk = new SeatWalk(agent);
        states.forEach(walk::pass);
        walk.stop();
        return walk;
    }

    private void pass(SeatState state) {
        endRinging(state);
        endHold(state.at(), state.isHeld());
        endPause(state.at(), state.isPaused());
        if (state.isRinging()) {
            endTalk(state.at());
            rings = rings == null ? state : rings;
        } else if (state.isAnswered()) {
            beginTalk(state);
        } else if (!state.isRefused()) {
            endTalk(state.at());
        }
    }

    private void beginTalk(SeatState state) {
        if (talk == null) {
            talk = new Talk(state.at(), agent);
            talks.add(talk);
        }
        if (state.isHeld() && held == null) {
            held = state;
        }
        if (state.isPaused() && paused == null) {
            paused = state;
        }
    }

    /// A state that nobody heard the ringing before still tells that it rang.
    private void endRinging(SeatState next) {
        var since = rings;
        if (since != null && !(next.isRinging() && isOffer(next) == isOffer(since))) {
            ringing.add(new Ringing(agent, since.at(), isOffer(since), next.at(), next.state()));
            rings = null;
        } else if (since == null && next.isRefused() && talk == null) {
            ringing.add(new Ringing(agent, next.at(), false, null, next.state()));
        }
    }

    private static boolean isOffer(SeatState state) {
        return !state.state().equals("CONNECTING");
    }

    private void endHold(Instant at, boolean goesOn) {
        if (held != null && talk != null && !goesOn) {
            talk.hold(new Talk.Span(held.at(), at));
            held = null;
        }
    }

    private void endPause(Instant at, boolean goesOn) {
        if (paused != null && !goesOn) {
            pauses.add(new Talk.Span(paused.at(), at));
            paused = null;
        }
    }

    private void endTalk(Instant at) {
        if (talk != null) {
            talk.endAt(at);
            talk = null;
        }
    }

    private void stop() {
        if (rings != null) {
            ringing.add(new Ringing(agent, rings.at(), isOffer(rings), null, null));
        }
        if (held != null && talk != null) {
            talk.hold(new Talk.Span(held.at(), null));
        }
        if (paused != null) {
            pauses.add(new Talk.Span(paused.at(), null));
        }
    }

    List<Ringing> ringing() {
        return ringing;
    }

    List<Talk> talks() {
        return talks;
    }

    List<Talk.Span> pauses() {
        return pauses;
    }
}
