package io.contactstatus.simulator;

/// Stories in which a call goes on under another contact id, and callbacks, which do the same with a pause.
final class Transfers {

    private static final String FLOW_DISCONNECT = "CONTACT_FLOW_DISCONNECT";

    private Transfers() {}

    /// Out of one queue into another, before anybody answered.
    static void betweenQueues(Scene scene) {
        var agent = scene.agent();
        var first = Calls.waiting(scene);
        scene.pass(10_000, 60_000);
        var second = scene.continued(first, "QUEUE_TRANSFER");
        first.outcome = "WENT_ON";
        scene.disconnect(first, FLOW_DISCONNECT);
        scene.meanwhile(() -> {
            scene.pass(20, 150);
            scene.complete(first);
        });
        scene.reachSystemSilently(second);
        scene.flow(second, Instance.QUEUE_TRANSFER)
                .startLogging()
                .choose(Instance.SPECIALISTS)
                .transferToQueue();
        Calls.hearMusic(scene, second);
        scene.enqueue(second, Instance.SPECIALISTS);
        answer(scene, second, agent);
    }

    /// From one agent to another, to whom the customer is announced while on hold.
    static void betweenAgents(Scene scene) {
        var from = scene.agent();
        var to = scene.agent();
        var first = Calls.waiting(scene);
        Calls.ring(scene, first, from);
        scene.connect(first, from);
        Calls.talk(scene, first, from);
        scene.hold(first, from);
        scene.pass(1_000, 3_000);
        var second = scene.continued(first, "TRANSFER");
        scene.reachSystemSilently(second);
        scene.pass(100, 800);
        scene.enqueue(second, scene.dice().chance(0.5) ? Instance.personalQueueOf(to) : Instance.SPECIALISTS);
        Calls.ring(scene, second, to);
        scene.connect(second, to);
        scene.pass(3_000, 30_000);
        first.transferCompleted = scene.now();
        scene.disconnect(first, "AGENT_DISCONNECT");
        scene.meanwhile(() -> Calls.wrapUp(scene, first, from));
        Calls.talk(scene, second, to);
        Calls.hangUp(scene, second);
        Calls.wrapUp(scene, second, to);
    }

    /// A colleague is asked while the customer is on hold, and leaves first.
    static void consultation(Scene scene) {
        var agent = scene.agent();
        var colleague = scene.agent();
        var call = Calls.waiting(scene);
        Calls.ring(scene, call, agent);
        scene.connect(call, agent);
        Calls.talk(scene, call, agent);
        scene.hold(call, agent);
        scene.pass(1_000, 3_000);
        var consult = scene.continued(call, "TRANSFER");
        consult.role = "CONSULT";
        consult.outcome = "INTERNAL";
        scene.reachSystemSilently(consult);
        scene.pass(100, 800);
        scene.enqueue(consult, Instance.personalQueueOf(colleague));
        Calls.ring(scene, consult, colleague);
        scene.connect(consult, colleague);
        scene.pass(10_000, 60_000);
        scene.disconnect(consult, "AGENT_DISCONNECT");
        scene.meanwhile(() -> Calls.wrapUp(scene, consult, colleague));
        scene.pass(500, 2_000);
        scene.unhold(call, agent);
        scene.pass(10_000, 90_000);
        Calls.hangUp(scene, call);
        Calls.wrapUp(scene, call, agent);
    }

    /// Amazon Connect dials the customer, in vain and then again, and only then looks for an agent.
    static void customerFirstCallback(Scene scene) {
        var agent = scene.agent();
        var queue = scene.dice().anyOf(Instance.QUEUES);
        var call = Calls.arrive(scene);
        var flow = Calls.greet(scene, call, queue).ask("To be called back press one.", "1");
        flow.transferToQueue();
        var callback = scene.continued(call, "CALLBACK_CUSTOMER_FIRST_QUEUED");
        callback.outcome = "WENT_ON";
        scene.meanwhile(() -> {
            scene.pass(100, 500);
            scene.enqueue(callback, queue);
        });
        flow.prompt("We will call you back.").hangUp();
        call.outcome = "CALLBACK_REQUESTED";
        Calls.endAlone(scene, call, FLOW_DISCONNECT);
        scene.pass(20_000, 120_000);
        var inVain = scene.continued(callback, "CALLBACK_CUSTOMER_FIRST_DIALED");
        inVain.outcome = "NOT_REACHED";
        Calls.endAlone(scene, callback, FLOW_DISCONNECT);
        scene.pass(20_000, 40_000);
        Calls.endAlone(scene, inVain, "TELECOM_UNANSWERED");
        scene.pass(60_000, 120_000);
        var reached = scene.continued(inVain, "CALLBACK_CUSTOMER_FIRST_DIALED");
        scene.pass(5_000, 20_000);
        scene.reachSystem(reached);
        scene.pass(300, 900);
        scene.enqueue(reached, queue);
        answer(scene, reached, agent);
    }

    /// A supervisor's leg is told beside the call that it listens to.
    static void monitored(Scene scene) {
        var agent = scene.agent();
        var supervisor = scene.agent();
        var call = Calls.waiting(scene);
        Calls.ring(scene, call, agent);
        scene.connect(call, agent);
        scene.pass(5_000, 20_000);
        var listening = scene.continued(call, "MONITOR");
        listening.queue = call.queue;
        listening.role = "MONITOR";
        listening.outcome = "MONITORED";
        scene.reachSystemSilently(listening);
        scene.pass(100, 500);
        scene.connect(listening, supervisor);
        scene.pass(10_000, 60_000);
        scene.disconnect(listening, "AGENT_DISCONNECT");
        scene.meanwhile(() -> Calls.wrapUp(scene, listening, supervisor));
        Calls.talk(scene, call, agent);
        Calls.hangUp(scene, call);
        Calls.wrapUp(scene, call, agent);
    }

    /// The caller hangs up having asked to be called back; a second contact takes their place in the queue.
    static void queuedCallback(Scene scene) {
        var agent = scene.agent();
        var queue = scene.dice().anyOf(Instance.QUEUES);
        var call = Calls.arrive(scene);
        var flow = Calls.greet(scene, call, queue)
                .ask("To be called back press one.", "1")
                .block(
                        "UpdateContactCallbackNumber",
                        "callback number",
                        parameters -> parameters.put("CallbackNumber", call.customerNumber));
        flow.transferToQueue();
        var callback = scene.continued(call, "CALLBACK");
        scene.meanwhile(() -> {
            scene.pass(100, 500);
            scene.enqueue(callback, queue);
        });
        flow.prompt("We will call you back.").hangUp();
        call.outcome = "CALLBACK_REQUESTED";
        scene.disconnect(call, FLOW_DISCONNECT);
        scene.meanwhile(() -> {
            scene.pass(20, 150);
            scene.complete(call);
        });
        callBack(scene, callback, agent);
    }

    private static void callBack(Scene scene, Leg callback, Agent agent) {
        scene.pass(20_000, 180_000);
        callback.connectionAttempts++;
        scene.showOffered(callback, agent, "INCOMING");
        scene.pass(2_000, 8_000);
        scene.showOffered(callback, agent, "PENDING");
        scene.pass(300, 1_500);
        scene.showOffered(callback, agent, "CONNECTING");
        scene.pass(4_000, 15_000);
        scene.reachSystem(callback);
        scene.pass(20, 300);
        scene.connect(callback, agent);
        Calls.talk(scene, callback, agent);
        Calls.hangUp(scene, callback);
        Calls.wrapUp(scene, callback, agent);
    }

    private static void answer(Scene scene, Leg leg, Agent agent) {
        Calls.ring(scene, leg, agent);
        scene.connect(leg, agent);
        Calls.talk(scene, leg, agent);
        Calls.hangUp(scene, leg);
        Calls.wrapUp(scene, leg, agent);
    }
}
