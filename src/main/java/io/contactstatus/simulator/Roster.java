package io.contactstatus.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// The agents who are logged in and have nothing to do. An agent is taken out for as long as a story
/// lasts, so none is in two places at once; when no agent is free, a new one logs in.
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

    private final PriorityQueue<SimulatedAgent> idle = new PriorityQueue<>(
            Comparator.comparing((SimulatedAgent agent) -> agent.lastEmitted).thenComparingInt(SimulatedAgent::number));
    private int hired;

    SimulatedAgent hire(Dice dice, Instant at) {
        hired++;
        return new SimulatedAgent(hired, dice.uuid(), dice.anyOf(FIRST_NAMES), dice.anyOf(LAST_NAMES), at);
    }

    /// An agent who has been free since before that moment, or a new one who just logs in.
    SimulatedAgent take(Dice dice, Instant at, AgentStream stream, Pace pace) {
        var longestIdle = idle.peek();
        if (longestIdle != null && longestIdle.lastEmitted.isBefore(at)) {
            idle.remove();
            stream.forgetHeartbeatsBefore(longestIdle, at);
            return longestIdle;
        }
        var agent = hire(dice, at);
        stream.login(agent, at);
        stream.status(agent, SimulatedInstance.SimulatedStatus.AVAILABLE, pace.after(at, dice.between(300, 900)));
        return agent;
    }

    void giveBack(SimulatedAgent agent, AgentStream stream, Pace pace) {
        if (idle.size() < CHAIRS) {
            agent.idleSince = agent.lastEmitted;
            idle.add(agent);
        } else {
            stream.logout(agent, pace.after(agent.lastEvent, 1_000));
        }
    }

    /// What the idle ones did up to that moment: heartbeats, and going home when nothing came for long.
    void idleUntil(Instant moment, AgentStream stream, Pace pace) {
        var staying = new ArrayList<SimulatedAgent>(idle.size());
        for (var agent = idle.poll(); agent != null; agent = idle.poll()) {
            var leaving = pace.after(agent.idleSince, IDLE_MILLIS);
            if (leaving.isBefore(moment)) {
                stream.heartbeatsBefore(agent, leaving);
                stream.logout(agent, leaving);
            } else {
                stream.heartbeatsBefore(agent, moment);
                staying.add(agent);
            }
        }
        idle.addAll(staying);
    }
}
