package io.contactstatus.simulator;

import io.contactstatus.simulator.ExpectedContact.Abandonment;
import io.contactstatus.simulator.Instance.Queue;
import io.contactstatus.simulator.Leg.Channel;

/// Stories of people who call and, mostly, get to talk to somebody.
final class Calls {

    private Calls() {}

    static void answered(Scene scene) {
        var agent = scene.agent();
        var leg = waiting(scene);
        ring(scene, leg, agent);
        scene.connect(leg, agent);
        talk(scene, leg, agent);
        hangUp(scene, leg);
        wrapUp(scene, leg, agent);
    }

    static void abandonedInFlow(Scene scene) {
        var leg = arrive(scene);
        scene.flow(leg, Instance.MAIN).startLogging().recordEverybody().prompt("Welcome to the simulated centre.");
        scene.pass(500, 6_000);
        leg.outcome = "LEFT_IN_FLOW";
        endAlone(scene, leg, "CUSTOMER_DISCONNECT");
    }

    static void abandonedInQueue(Scene scene) {
        var leg = waiting(scene);
        scene.pass(5_000, 120_000);
        giveUp(scene, leg, Abandonment.QUEUE);
    }

    /// The agent's desktop just goes quiet: a caller who leaves is not a call that was missed.
    static void abandonedWhileRinging(Scene scene) {
        var agent = scene.agent();
        var leg = waiting(scene);
        ring(scene, leg, agent);
        giveUp(scene, leg, Abandonment.RINGING);
    }

    static void missedThenAnswered(Scene scene) {
        var absent = scene.agent();
        var present = scene.agent();
        var queue = scene.dice().anyOf(Instance.QUEUES);
        var leg = waiting(scene, queue);
        ring(scene, leg, absent);
        scene.pass(15_000, 20_000);
        scene.miss(leg, absent, queue);
        scene.pass(1_000, 20_000);
        ring(scene, leg, present);
        scene.connect(leg, present);
        talk(scene, leg, present);
        hangUp(scene, leg);
        wrapUp(scene, leg, present);
    }

    static void outbound(Scene scene) {
        var agent = scene.agent();
        scene.pass(2_000, 5_000);
        var leg = scene.open(Channel.VOICE, "OUTBOUND", scene.dice().phoneNumber());
        leg.queue = Instance.SPECIALISTS;
        scene.ring(leg, agent);
        scene.pass(4_000, 20_000);
        scene.reachSystem(leg);
        scene.pass(10, 200);
        scene.connect(leg, agent);
        talk(scene, leg, agent);
        hangUp(scene, leg);
        wrapUp(scene, leg, agent);
    }

    /// A call that the flow sends to an outside number, where the customer stays until hanging up.
    static void putThrough(Scene scene) {
        var leg = arrive(scene);
        var number = scene.dice().phoneNumber();
        scene.flow(leg, Instance.MAIN)
                .startLogging()
                .prompt("Welcome to the simulated centre.")
                .block(
                        "TransferToPhoneNumber",
                        "put through",
                        parameters -> parameters.put("PhoneNumber", number).put("TimeLimit", "30"));
        leg.transferredTo = number;
        leg.outcome = "TRANSFERRED_OUT";
        scene.pass(20_000, 200_000);
        endAlone(scene, leg, "CUSTOMER_DISCONNECT");
    }

    static void voicemail(Scene scene) {
        var leg = waiting(scene);
        scene.pass(15_000, 60_000);
        leg.dequeued = scene.now();
        scene.flow(leg, Instance.MAIN).prompt("Please leave a message after the tone.");
        leg.outcome = "LEFT_IN_FLOW";
        scene.pass(8_000, 60_000);
        endAlone(scene, leg, "CUSTOMER_DISCONNECT");
    }

    static void unanswered(Scene scene) {
        var agent = scene.agent();
        scene.pass(2_000, 5_000);
        var leg = scene.open(Channel.VOICE, "OUTBOUND", scene.dice().phoneNumber());
        leg.queue = Instance.SPECIALISTS;
        leg.outcome = "NOT_REACHED";
        scene.ring(leg, agent);
        scene.pass(300, 900);
        scene.connect(leg, agent);
        scene.pass(15_000, 45_000);
        scene.disconnect(leg, "TELECOM_UNANSWERED");
        wrapUp(scene, leg, agent);
    }

    static void endAlone(Scene scene, Leg leg, String reason) {
        scene.disconnect(leg, reason);
        scene.pass(20, 150);
        scene.complete(leg);
    }

    /// A call that has come in and not been greeted yet.
    static Leg arrive(Scene scene) {
        var leg = scene.open(Channel.VOICE, "INBOUND", scene.dice().phoneNumber());
        scene.pass(50, 900);
        scene.reachSystemSilently(leg);
        return leg;
    }

    static Leg waiting(Scene scene) {
        return waiting(scene, scene.dice().anyOf(Instance.QUEUES));
    }

    /// A call that has been through the flow and now hears music.
    static Leg waiting(Scene scene, Queue queue) {
        var leg = arrive(scene);
        greet(scene, leg, queue).transferToQueue();
        hearMusic(scene, leg);
        scene.enqueue(leg, queue);
        return leg;
    }

    static FlowRun greet(Scene scene, Leg leg, Queue queue) {
        var dice = scene.dice();
        var flow = scene.flow(leg, Instance.MAIN)
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
        scene.updated(leg, "UserDefinedAttributes");
        return flow.check("CheckHoursOfOperation", true);
    }

    /// The queue's flow logs its first prompts before the contact counts as queued.
    static void hearMusic(Scene scene, Leg leg) {
        scene.flow(leg, Instance.CUSTOMER_QUEUE).loopPrompts((int) scene.dice().between(1, 3));
        scene.pass(80, 200);
    }

    static void ring(Scene scene, Leg leg, Agent agent) {
        scene.pass(2_000, 60_000);
        scene.ring(leg, agent);
        if (scene.dice().chance(0.4)) {
            scene.updated(leg, "ContactLens.ConversationalAnalytics.Configuration");
        }
        scene.pass(1_500, 8_000);
    }

    static void talk(Scene scene, Leg leg, Agent agent) {
        scene.pass(10_000, 150_000);
        for (var holds = scene.dice().below(3); holds > 0; holds--) {
            scene.hold(leg, agent);
            scene.pass(5_000, 45_000);
            scene.unhold(leg, agent);
            scene.pass(5_000, 60_000);
        }
    }

    static void hangUp(Scene scene, Leg leg) {
        scene.disconnect(leg, scene.dice().chance(0.7) ? "CUSTOMER_DISCONNECT" : "AGENT_DISCONNECT");
    }

    static void wrapUp(Scene scene, Leg leg, Agent agent) {
        scene.pass(3_000, 45_000);
        scene.wrapUp(leg, agent);
    }

    private static void giveUp(Scene scene, Leg leg, Abandonment where) {
        leg.abandoned = where;
        leg.outcome = "ABANDONED";
        endAlone(scene, leg, "CUSTOMER_DISCONNECT");
    }
}
