package io.contactstatus.simulator;

import io.contactstatus.simulator.Instance.AgentStatus;
import io.contactstatus.simulator.Leg.Channel;

/// Stories without a telephone.
final class OtherJourneys {

    private OtherJourneys() {}

    static void chat(Scene scene) {
        var agent = scene.agent();
        var leg = scene.open(Channel.CHAT, "API", null);
        scene.pass(50, 200);
        scene.updated(leg, "Segment Attributes");
        scene.pass(500, 1_000);
        scene.reachSystem(leg);
        scene.pass(300, 500);
        var queue = scene.dice().anyOf(Instance.QUEUES);
        scene.flow(leg, Instance.CHAT)
                .startLogging()
                .recordEverybody()
                .choose(queue)
                .block("PlayPrompt", "Hello!", parameters -> parameters.put("Text", "Hello!"))
                .ask("What is it about?", "Error")
                .transferToQueue();
        scene.flow(leg, Instance.CUSTOMER_QUEUE).loopPrompts(2);
        scene.pass(80, 200);
        scene.enqueue(leg, queue);
        Calls.ring(scene, leg, agent);
        scene.connect(leg, agent);
        scene.pass(30_000, 300_000);
        Calls.hangUp(scene, leg);
        leaveChat(scene, leg, agent);
    }

    /// An agent who goes home instead of closing the chat leaves it without a COMPLETED.
    private static void leaveChat(Scene scene, Leg leg, Agent agent) {
        scene.pass(3_000, 45_000);
        if (scene.dice().chance(0.2)) {
            leg.afterContactWorkEnded = scene.now();
            scene.agents().cleared(agent, leg, scene.now());
            scene.completeSilently(leg);
        } else {
            scene.wrapUp(leg, agent);
        }
    }

    static void task(Scene scene) {
        var agent = scene.agent();
        var leg = scene.open(Channel.TASK, "API", null);
        scene.pass(50, 400);
        scene.reachSystem(leg);
        var queue = scene.dice().anyOf(Instance.QUEUES);
        scene.flow(leg, Instance.TASK).startLogging().choose(queue).transferToQueue();
        scene.enqueue(leg, queue);
        Calls.ring(scene, leg, agent);
        scene.connect(leg, agent);
        scene.pass(20_000, 90_000);
        scene.pause(leg, agent);
        scene.pass(30_000, 200_000);
        scene.resume(leg, agent);
        scene.pass(20_000, 120_000);
        scene.disconnect(leg, "AGENT_COMPLETED");
        Calls.wrapUp(scene, leg, agent);
    }

    /// Nothing happens to it before its time.
    static void scheduledTask(Scene scene) {
        var agent = scene.agent();
        var leg = scene.scheduled(Channel.TASK, "API", 120_000);
        scene.pass(120_050, 120_400);
        scene.reachSystem(leg);
        var queue = scene.dice().anyOf(Instance.QUEUES);
        scene.flow(leg, Instance.TASK).startLogging().choose(queue).transferToQueue();
        scene.enqueue(leg, queue);
        Calls.ring(scene, leg, agent);
        scene.connect(leg, agent);
        scene.pass(20_000, 90_000);
        scene.disconnect(leg, "AGENT_COMPLETED");
        Calls.wrapUp(scene, leg, agent);
    }

    /// Heartbeats go on after the agent has left; they are not a sign of presence.
    static void shift(Scene scene) {
        var seat = scene.stranger();
        var stream = scene.agents();
        stream.login(seat, scene.now());
        scene.pass(1_000, 5_000);
        stream.status(seat, AgentStatus.AVAILABLE, scene.now());
        scene.pass(130_000, 400_000);
        stream.planNext(seat, AgentStatus.LUNCH, scene.now());
        scene.pass(1_000, 20_000);
        stream.status(seat, AgentStatus.LUNCH, scene.now());
        scene.pass(130_000, 300_000);
        stream.status(seat, AgentStatus.AVAILABLE, scene.now());
        scene.pass(130_000, 300_000);
        stream.logout(seat, scene.now());
        scene.pass(250_000, 400_000);
        stream.heartbeatsBefore(seat, scene.now());
    }
}
