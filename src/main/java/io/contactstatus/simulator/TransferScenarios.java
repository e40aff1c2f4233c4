package io.contactstatus.simulator;

/// Stories in which a call goes on under another contact id, and callbacks, which do the same with a pause.
final class TransferScenarios {

    private static final String FLOW_DISCONNECT = "CONTACT_FLOW_DISCONNECT";

    private TransferScenarios() {}

    /// Out of one queue into another, before anybody answered.
    static void betweenQueues(StoryBuilder story) {
        var agent = story.agent();
        var first = CallScenarios.waiting(story);
        story.pass(10_000, 60_000);
        var second = story.continued(first, "QUEUE_TRANSFER");
        first.outcome = "WENT_ON";
        story.disconnect(first, FLOW_DISCONNECT);
        story.meanwhile(() -> {
            story.pass(20, 150);
            story.complete(first);
        });
        story.reachSystemSilently(second);
        story.flow(second, SimulatedInstance.QUEUE_TRANSFER)
                .startLogging()
                .choose(SimulatedInstance.SPECIALISTS)
                .transferToQueue();
        CallScenarios.hearMusic(story, second);
        story.enqueue(second, SimulatedInstance.SPECIALISTS);
        answer(story, second, agent);
    }

    /// From one agent to another, to whom the customer is announced while on hold.
    static void betweenAgents(StoryBuilder story) {
        var from = story.agent();
        var to = story.agent();
        var first = CallScenarios.waiting(story);
        CallScenarios.ring(story, first, from);
        story.connect(first, from);
        CallScenarios.talk(story, first, from);
        story.hold(first, from);
        story.pass(1_000, 3_000);
        var second = story.continued(first, "TRANSFER");
        story.reachSystemSilently(second);
        story.pass(100, 800);
        story.enqueue(
                second,
                story.dice().chance(0.5) ? SimulatedInstance.personalQueueOf(to) : SimulatedInstance.SPECIALISTS);
        CallScenarios.ring(story, second, to);
        story.connect(second, to);
        story.pass(3_000, 30_000);
        first.transferCompleted = story.now();
        story.disconnect(first, "AGENT_DISCONNECT");
        story.meanwhile(() -> CallScenarios.wrapUp(story, first, from));
        CallScenarios.talk(story, second, to);
        CallScenarios.hangUp(story, second);
        CallScenarios.wrapUp(story, second, to);
    }

    /// A colleague is asked while the customer is on hold, and leaves first.
    static void consultation(StoryBuilder story) {
        var agent = story.agent();
        var colleague = story.agent();
        var call = CallScenarios.waiting(story);
        CallScenarios.ring(story, call, agent);
        story.connect(call, agent);
        CallScenarios.talk(story, call, agent);
        story.hold(call, agent);
        story.pass(1_000, 3_000);
        var consult = story.continued(call, "TRANSFER");
        consult.role = "CONSULT";
        consult.outcome = "INTERNAL";
        story.reachSystemSilently(consult);
        story.pass(100, 800);
        story.enqueue(consult, SimulatedInstance.personalQueueOf(colleague));
        CallScenarios.ring(story, consult, colleague);
        story.connect(consult, colleague);
        story.pass(10_000, 60_000);
        story.disconnect(consult, "AGENT_DISCONNECT");
        story.meanwhile(() -> CallScenarios.wrapUp(story, consult, colleague));
        story.pass(500, 2_000);
        story.unhold(call, agent);
        story.pass(10_000, 90_000);
        CallScenarios.hangUp(story, call);
        CallScenarios.wrapUp(story, call, agent);
    }

    /// Amazon Connect dials the customer, in vain and then again, and only then looks for an agent.
    static void customerFirstCallback(StoryBuilder story) {
        var agent = story.agent();
        var queue = story.dice().anyOf(SimulatedInstance.QUEUES);
        var call = CallScenarios.arrive(story);
        var flow = CallScenarios.greet(story, call, queue).ask("To be called back press one.", "1");
        flow.transferToQueue();
        var callback = story.continued(call, "CALLBACK_CUSTOMER_FIRST_QUEUED");
        callback.outcome = "WENT_ON";
        story.meanwhile(() -> {
            story.pass(100, 500);
            story.enqueue(callback, queue);
        });
        flow.prompt("We will call you back.").hangUp();
        call.outcome = "CALLBACK_REQUESTED";
        CallScenarios.endAlone(story, call, FLOW_DISCONNECT);
        story.pass(20_000, 120_000);
        var inVain = story.continued(callback, "CALLBACK_CUSTOMER_FIRST_DIALED");
        inVain.outcome = "NOT_REACHED";
        CallScenarios.endAlone(story, callback, FLOW_DISCONNECT);
        story.pass(20_000, 40_000);
        CallScenarios.endAlone(story, inVain, "TELECOM_UNANSWERED");
        story.pass(60_000, 120_000);
        var reached = story.continued(inVain, "CALLBACK_CUSTOMER_FIRST_DIALED");
        story.pass(5_000, 20_000);
        story.reachSystem(reached);
        story.pass(300, 900);
        story.enqueue(reached, queue);
        answer(story, reached, agent);
    }

    /// A supervisor's leg is told beside the call that it listens to.
    static void monitored(StoryBuilder story) {
        var agent = story.agent();
        var supervisor = story.agent();
        var call = CallScenarios.waiting(story);
        CallScenarios.ring(story, call, agent);
        story.connect(call, agent);
        story.pass(5_000, 20_000);
        var listening = story.continued(call, "MONITOR");
        listening.queue = call.queue;
        listening.role = "MONITOR";
        listening.outcome = "MONITORED";
        story.reachSystemSilently(listening);
        story.pass(100, 500);
        story.connect(listening, supervisor);
        story.pass(10_000, 60_000);
        story.disconnect(listening, "AGENT_DISCONNECT");
        story.meanwhile(() -> CallScenarios.wrapUp(story, listening, supervisor));
        CallScenarios.talk(story, call, agent);
        CallScenarios.hangUp(story, call);
        CallScenarios.wrapUp(story, call, agent);
    }

    /// The caller hangs up having asked to be called back; a second contact takes their place in the queue.
    static void queuedCallback(StoryBuilder story) {
        var agent = story.agent();
        var queue = story.dice().anyOf(SimulatedInstance.QUEUES);
        var call = CallScenarios.arrive(story);
        var flow = CallScenarios.greet(story, call, queue)
                .ask("To be called back press one.", "1")
                .block(
                        "UpdateContactCallbackNumber",
                        "callback number",
                        parameters -> parameters.put("CallbackNumber", call.customerNumber));
        flow.transferToQueue();
        var callback = story.continued(call, "CALLBACK");
        story.meanwhile(() -> {
            story.pass(100, 500);
            story.enqueue(callback, queue);
        });
        flow.prompt("We will call you back.").hangUp();
        call.outcome = "CALLBACK_REQUESTED";
        story.disconnect(call, FLOW_DISCONNECT);
        story.meanwhile(() -> {
            story.pass(20, 150);
            story.complete(call);
        });
        callBack(story, callback, agent);
    }

    private static void callBack(StoryBuilder story, SimulatedLeg callback, SimulatedAgent agent) {
        story.pass(20_000, 180_000);
        callback.connectionAttempts++;
        story.showOffered(callback, agent, "INCOMING");
        story.pass(2_000, 8_000);
        story.showOffered(callback, agent, "PENDING");
        story.pass(300, 1_500);
        story.showOffered(callback, agent, "CONNECTING");
        story.pass(4_000, 15_000);
        story.reachSystem(callback);
        story.pass(20, 300);
        story.connect(callback, agent);
        CallScenarios.talk(story, callback, agent);
        CallScenarios.hangUp(story, callback);
        CallScenarios.wrapUp(story, callback, agent);
    }

    private static void answer(StoryBuilder story, SimulatedLeg leg, SimulatedAgent agent) {
        CallScenarios.ring(story, leg, agent);
        story.connect(leg, agent);
        CallScenarios.talk(story, leg, agent);
        CallScenarios.hangUp(story, leg);
        CallScenarios.wrapUp(story, leg, agent);
    }
}
