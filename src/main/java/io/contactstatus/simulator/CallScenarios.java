package io.contactstatus.simulator;

import io.contactstatus.simulator.ExpectedContact.AbandonedIn;
import io.contactstatus.simulator.SimulatedInstance.Queue;
import io.contactstatus.simulator.SimulatedLeg.Channel;

/// Calls that mostly reach an agent.
final class CallScenarios {

    private CallScenarios() {}

    static void answered(StoryBuilder story) {
        var agent = story.agent();
        var leg = waiting(story);
        ring(story, leg, agent);
        story.connect(leg, agent);
        talk(story, leg, agent);
        hangUp(story, leg);
        wrapUp(story, leg, agent);
    }

    static void abandonedInFlow(StoryBuilder story) {
        var leg = arrive(story);
        story.flow(leg, SimulatedInstance.MAIN)
                .startLogging()
                .recordEverybody()
                .prompt("Welcome to the simulated centre.");
        story.pass(500, 6_000);
        leg.outcome = "LEFT_IN_FLOW";
        endAlone(story, leg, "CUSTOMER_DISCONNECT");
    }

    static void abandonedInQueue(StoryBuilder story) {
        var leg = waiting(story);
        story.pass(5_000, 120_000);
        giveUp(story, leg, AbandonedIn.QUEUE);
    }

    /// The agent's desktop just goes quiet: a caller who leaves is not a call that was missed.
    static void abandonedWhileRinging(StoryBuilder story) {
        var agent = story.agent();
        var leg = waiting(story);
        ring(story, leg, agent);
        giveUp(story, leg, AbandonedIn.RINGING);
    }

    static void missedThenAnswered(StoryBuilder story) {
        var absent = story.agent();
        var present = story.agent();
        var queue = story.dice().anyOf(SimulatedInstance.QUEUES);
        var leg = waiting(story, queue);
        ring(story, leg, absent);
        story.pass(15_000, 20_000);
        story.miss(leg, absent, queue);
        story.pass(1_000, 20_000);
        ring(story, leg, present);
        story.connect(leg, present);
        talk(story, leg, present);
        hangUp(story, leg);
        wrapUp(story, leg, present);
    }

    static void outbound(StoryBuilder story) {
        var agent = story.agent();
        story.pass(2_000, 5_000);
        var leg = story.open(Channel.VOICE, "OUTBOUND", story.dice().phoneNumber());
        leg.queue = SimulatedInstance.SPECIALISTS;
        story.ring(leg, agent);
        story.pass(4_000, 20_000);
        story.reachSystem(leg);
        story.pass(10, 200);
        story.connect(leg, agent);
        talk(story, leg, agent);
        hangUp(story, leg);
        wrapUp(story, leg, agent);
    }

    /// A call that the flow sends to an outside number, where the customer stays until hanging up.
    static void putThrough(StoryBuilder story) {
        var leg = arrive(story);
        var number = story.dice().phoneNumber();
        story.flow(leg, SimulatedInstance.MAIN)
                .startLogging()
                .prompt("Welcome to the simulated centre.")
                .block(
                        "TransferToPhoneNumber",
                        "put through",
                        parameters -> parameters.put("PhoneNumber", number).put("TimeLimit", "30"));
        leg.transferredTo = number;
        leg.outcome = "TRANSFERRED_OUT";
        story.pass(20_000, 200_000);
        endAlone(story, leg, "CUSTOMER_DISCONNECT");
    }

    static void voicemail(StoryBuilder story) {
        var leg = waiting(story);
        story.pass(15_000, 60_000);
        leg.dequeued = story.now();
        story.flow(leg, SimulatedInstance.MAIN).prompt("Please leave a message after the tone.");
        leg.outcome = "LEFT_IN_FLOW";
        story.pass(8_000, 60_000);
        endAlone(story, leg, "CUSTOMER_DISCONNECT");
    }

    static void unanswered(StoryBuilder story) {
        var agent = story.agent();
        story.pass(2_000, 5_000);
        var leg = story.open(Channel.VOICE, "OUTBOUND", story.dice().phoneNumber());
        leg.queue = SimulatedInstance.SPECIALISTS;
        leg.outcome = "NOT_REACHED";
        story.ring(leg, agent);
        story.pass(300, 900);
        story.connect(leg, agent);
        story.pass(15_000, 45_000);
        story.disconnect(leg, "TELECOM_UNANSWERED");
        wrapUp(story, leg, agent);
    }

    static void endAlone(StoryBuilder story, SimulatedLeg leg, String reason) {
        story.disconnect(leg, reason);
        story.pass(20, 150);
        story.complete(leg);
    }

    /// A call that has come in and not been greeted yet.
    static SimulatedLeg arrive(StoryBuilder story) {
        var leg = story.open(Channel.VOICE, "INBOUND", story.dice().phoneNumber());
        story.pass(50, 900);
        story.reachSystemSilently(leg);
        return leg;
    }

    static SimulatedLeg waiting(StoryBuilder story) {
        return waiting(story, story.dice().anyOf(SimulatedInstance.QUEUES));
    }

    /// A call that has been through the flow and now hears music.
    static SimulatedLeg waiting(StoryBuilder story, Queue queue) {
        var leg = arrive(story);
        greet(story, leg, queue).transferToQueue();
        hearMusic(story, leg);
        story.enqueue(leg, queue);
        return leg;
    }

    static FlowRun greet(StoryBuilder story, SimulatedLeg leg, Queue queue) {
        var dice = story.dice();
        var flow = story.flow(leg, SimulatedInstance.MAIN)
                .startLogging()
                .recordEverybody()
                .prompt("Welcome to the simulated centre.")
                .ask("For billing press one, for anything else press two.", dice.chance(0.1) ? "Timeout" : "1")
                .askForDigits("Please enter your account number.", dice.digits(8));
        if (dice.chance(0.5)) {
            flow.choose(queue).invoke("profile");
        } else {
            flow.invoke("profile").choose(queue);
        }
        flow.remember("language", dice.chance(0.5) ? "en" : "ja").remember("customerTier", "gold");
        story.updated(leg, "UserDefinedAttributes");
        return flow.check("CheckHoursOfOperation", true);
    }

    /// The queue's flow logs its first prompts before the contact counts as queued.
    static void hearMusic(StoryBuilder story, SimulatedLeg leg) {
        story.flow(leg, SimulatedInstance.CUSTOMER_QUEUE)
                .loopPrompts((int) story.dice().between(1, 3));
        story.pass(80, 200);
    }

    static void ring(StoryBuilder story, SimulatedLeg leg, SimulatedAgent agent) {
        story.pass(2_000, 60_000);
        story.ring(leg, agent);
        if (story.dice().chance(0.4)) {
            story.updated(leg, "ContactLens.ConversationalAnalytics.Configuration");
        }
        story.pass(1_500, 8_000);
    }

    static void talk(StoryBuilder story, SimulatedLeg leg, SimulatedAgent agent) {
        story.pass(10_000, 150_000);
        for (var holds = story.dice().below(3); holds > 0; holds--) {
            story.hold(leg, agent);
            story.pass(5_000, 45_000);
            story.unhold(leg, agent);
            story.pass(5_000, 60_000);
        }
    }

    static void hangUp(StoryBuilder story, SimulatedLeg leg) {
        story.disconnect(leg, story.dice().chance(0.7) ? "CUSTOMER_DISCONNECT" : "AGENT_DISCONNECT");
    }

    static void wrapUp(StoryBuilder story, SimulatedLeg leg, SimulatedAgent agent) {
        story.pass(3_000, 45_000);
        story.wrapUp(leg, agent);
    }

    private static void giveUp(StoryBuilder story, SimulatedLeg leg, AbandonedIn where) {
        leg.abandoned = where;
        leg.outcome = "ABANDONED";
        endAlone(story, leg, "CUSTOMER_DISCONNECT");
    }
}
