package io.contactstatus.simulator;

import io.contactstatus.simulator.SimulatedInstance.SimulatedStatus;
import io.contactstatus.simulator.SimulatedLeg.Channel;

/// Stories without a telephone.
final class OtherScenarios {

    private OtherScenarios() {}

    static void chat(StoryBuilder story) {
        var agent = story.agent();
        var leg = story.open(Channel.CHAT, "API", null);
        story.pass(50, 200);
        story.updated(leg, "Segment Attributes");
        story.pass(500, 1_000);
        story.reachSystem(leg);
        story.pass(300, 500);
        var queue = story.dice().anyOf(SimulatedInstance.QUEUES);
        story.flow(leg, SimulatedInstance.CHAT)
                .startLogging()
                .recordEverybody()
                .choose(queue)
                .block("PlayPrompt", "Hello!", parameters -> parameters.put("Text", "Hello!"))
                .ask("What is it about?", "Error")
                .transferToQueue();
        story.flow(leg, SimulatedInstance.CUSTOMER_QUEUE).loopPrompts(2);
        story.pass(80, 200);
        story.enqueue(leg, queue);
        CallScenarios.ring(story, leg, agent);
        story.connect(leg, agent);
        story.pass(30_000, 300_000);
        CallScenarios.hangUp(story, leg);
        leaveChat(story, leg, agent);
    }

    /// An agent who goes home instead of closing the chat leaves it without a COMPLETED.
    private static void leaveChat(StoryBuilder story, SimulatedLeg leg, SimulatedAgent agent) {
        story.pass(3_000, 45_000);
        if (story.dice().chance(0.2)) {
            leg.afterContactWorkEnded = story.now();
            story.agents().cleared(agent, leg, story.now());
            story.completeSilently(leg);
        } else {
            story.wrapUp(leg, agent);
        }
    }

    static void task(StoryBuilder story) {
        var agent = story.agent();
        var leg = story.open(Channel.TASK, "API", null);
        story.pass(50, 400);
        story.reachSystem(leg);
        var queue = story.dice().anyOf(SimulatedInstance.QUEUES);
        story.flow(leg, SimulatedInstance.TASK).startLogging().choose(queue).transferToQueue();
        story.enqueue(leg, queue);
        CallScenarios.ring(story, leg, agent);
        story.connect(leg, agent);
        story.pass(20_000, 90_000);
        story.pause(leg, agent);
        story.pass(30_000, 200_000);
        story.resume(leg, agent);
        story.pass(20_000, 120_000);
        story.disconnect(leg, "AGENT_COMPLETED");
        CallScenarios.wrapUp(story, leg, agent);
    }

    /// Nothing happens to it before its time.
    static void scheduledTask(StoryBuilder story) {
        var agent = story.agent();
        var leg = story.scheduled(Channel.TASK, "API", 120_000);
        story.pass(120_050, 120_400);
        story.reachSystem(leg);
        var queue = story.dice().anyOf(SimulatedInstance.QUEUES);
        story.flow(leg, SimulatedInstance.TASK).startLogging().choose(queue).transferToQueue();
        story.enqueue(leg, queue);
        CallScenarios.ring(story, leg, agent);
        story.connect(leg, agent);
        story.pass(20_000, 90_000);
        story.disconnect(leg, "AGENT_COMPLETED");
        CallScenarios.wrapUp(story, leg, agent);
    }

    /// Heartbeats go on after the agent has left; they are not a sign of presence.
    static void shift(StoryBuilder story) {
        var agent = story.stranger();
        var stream = story.agents();
        stream.login(agent, story.now());
        story.pass(1_000, 5_000);
        stream.status(agent, SimulatedStatus.AVAILABLE, story.now());
        story.pass(130_000, 400_000);
        stream.planNext(agent, SimulatedStatus.LUNCH, story.now());
        story.pass(1_000, 20_000);
        stream.status(agent, SimulatedStatus.LUNCH, story.now());
        story.pass(130_000, 300_000);
        stream.status(agent, SimulatedStatus.AVAILABLE, story.now());
        story.pass(130_000, 300_000);
        stream.logout(agent, story.now());
        story.pass(250_000, 400_000);
        stream.heartbeatsBefore(agent, story.now());
    }
}
