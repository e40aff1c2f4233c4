package io.contactstatus.contact;

import org.jspecify.annotations.Nullable;

/// What decides how a contact ended for its customer: everything that [Outcomes] goes by, and nothing else.
///
/// @param place the last phase on the customer's side; null when no time is known
/// @param together an agent and the customer were together, or an agent took the task or e-mail
/// @param wentOn another leg took the customer over, or the record names one of which nothing is known
/// @param callbackMade another leg is to call the customer back
/// @param putThrough to an outside number, and nothing says that it failed
/// @param called we called the customer
/// @param answered the customer, or a machine, answered our call
/// @param byMachine what answered was a machine
/// @param endedByBlock the last block of the flow ended it, and not after the end
/// @param recorded a contact record has come
record Ending(
        Leg leg,
        Method method,
        @Nullable String channel,
        Phase.@Nullable Kind place,
        boolean together,
        boolean wentOn,
        boolean callbackMade,
        boolean putThrough,
        boolean called,
        boolean answered,
        boolean byMachine,
        boolean endedByBlock,
        boolean recorded,
        @Nullable String reason) {

    static Ending of(ResolvedFacts facts, LegRule legs, Leg leg, CourseWalk walk) {
        var course = walk.course();
        var last = course.last();
        var channel = ResolvedFacts.valueIn(facts.channel);
        return new Ending(
                leg,
                facts.method,
                channel,
                last == null ? null : last.kind(),
                isTogether(facts, course),
                wentOn(facts, legs),
                legs.isCallbackMade(),
                isPutThrough(facts),
                walk.hasCalled(),
                walk.isAnswered(),
                facts.isAnsweredByMachine(),
                isEndedByBlock(facts),
                facts.record != null,
                ResolvedFacts.valueIn(facts.reason));
    }

    /// Whether customer and agent are or were together, or an agent has taken the task or e-mail.
    static boolean isTogether(ResolvedFacts facts, Course course) {
        return course.isTogether() || (isWorkItem(ResolvedFacts.valueIn(facts.channel)) && facts.isWithAgent());
    }

    private static boolean wentOn(ResolvedFacts facts, LegRule legs) {
        var next = facts.record == null ? null : facts.record.nextContactId();
        return !facts.isWithAgent() && (legs.wentOn() || (next != null && legs.of(next) == null));
    }

    /// By a flow or a queue, as far as anything tells. The contact record knows it for certain.
    private static boolean isPutThrough(ResolvedFacts facts) {
        if (facts.record != null) {
            return facts.isRecordedOutside();
        }
        var calls = facts.live.calledOutside().elements();
        var reason = ResolvedFacts.valueIn(facts.reason);
        return calls.stream().anyMatch(call -> call.stage() == OutsideCall.Stage.DIALLED)
                && calls.last().stage() != OutsideCall.Stage.FAILED
                && (reason == null || !reason.startsWith("TELECOM_"));
    }

    private static boolean isEndedByBlock(ResolvedFacts facts) {
        var flow = facts.live.flow();
        var end = facts.endedAt();
        return flow != null
                && FlowPosition.disconnects(flow.value().blockType())
                && ResolvedFacts.known(flow.stamp().at()) != null
                && (end == null || !flow.stamp().at().isAfter(end));
    }

    /// Whether a customer is on the line, waiting for an agent.
    boolean isCustomerWaiting() {
        return leg == Leg.CUSTOMER
                && (place == Phase.Kind.QUEUE || place == Phase.Kind.RINGING)
                && !method.isRequestedCallback()
                && !isWorkItem();
    }

    /// Tasks and e-mails: no one waits on the other side.
    boolean isWorkItem() {
        return isWorkItem(channel);
    }

    private static boolean isWorkItem(@Nullable String channel) {
        return "TASK".equals(channel) || "EMAIL".equals(channel);
    }

    boolean isCall() {
        return channel == null || channel.equals("VOICE");
    }
}
