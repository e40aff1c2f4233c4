package io.contactstatus.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// The agents who are logged in and have nothing to do. Whoever takes part in a story is taken out for as long
/// as it lasts, so no agent is in two places at once; when nobody is free, somebody new logs in.
final class Roster {

    // More stories at a time than this and agents come for one contact only, so that a load run stays small.
    private static final int CHAIRS = 200;
    private static final long IDLE_MILLIS = 900_000;
    private static final List<String> FIRST_NAMES = List.of(
            "Aiko", "Ben", "Carla", "Daichi", "Elif", "Farid", "Greta", "Haruto", "Ines", "Jonas", "Keiko", "Lena",
            "Mio", "Noah", "Olga", "Priya", "Quentin", "Rosa", "Sota", "Tara");
    private static final List<String> LAST_NAMES = List.of(
            "Abe", "Brandt", "Costa", "Dubois", "Endo", "Fischer", "Garcia", "Hayashi", "Ivanova", "Jensen", "Kimura",
            "Lopez", "Mori", "Novak", "Okada", "Patel", "Rossi", "Sato", "Tanaka", "Weber");

    private final PriorityQueue<Agent> idle = new PriorityQueue<>(
            Comparator.comparing((Agent seat) -> seat.lastEmitted).thenComparingInt(Agent::number));
    private int hired;

    Agent hire(Dice dice, Instant at) {
        hired++;
        return new Agent(hired, dice.uuid(), dice.anyOf(FIRST_NAMES), dice.anyOf(LAST_NAMES), at);
    }

    /// Somebody who has been free since before that moment, or somebody who just logs in.
    Agent take(Dice dice, Instant at, AgentStream stream, Pace pace) {
        var longestIdle = idle.peek();
        if (longestIdle != null && longestIdle.lastEmitted.isBefore(at)) {
            idle.remove();
            stream.forgetHeartbeatsBefore(longestIdle, at);
            return longestIdle;
        }
        var seat = hire(dice, at);
        stream.login(seat, at);
        stream.status(seat, Instance.AgentStatus.AVAILABLE, pace.after(at, dice.between(300, 900)));
        return seat;
    }

    void giveBack(Agent seat, AgentStream stream, Pace pace) {
        if (idle.size() < CHAIRS) {
            seat.idleSince = seat.lastEmitted;
            idle.add(seat);
        } else {
            stream.logout(seat, pace.after(seat.lastEvent, 1_000));
        }
    }

    /// What the idle ones did up to that moment: heartbeats, and going home when nothing came for long.
    void idleUntil(Instant moment, AgentStream stream, Pace pace) {
        var staying = new ArrayList<Agent>(idle.size());
        for (var seat = idle.poll(); seat != null; seat = idle.poll()) {
            var leaving = pace.after(seat.idleSince, IDLE_MILLIS);
            if (leaving.isBefore(moment)) {
                stream.heartbeatsBefore(seat, leaving);
                stream.logout(seat, leaving);
            } else {
                stream.heartbeatsBefore(seat, moment);
                staying.add(seat);
            }
        }
        idle.addAll(staying);
    }
}
