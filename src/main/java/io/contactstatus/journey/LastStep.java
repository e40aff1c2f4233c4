package io.contactstatus.journey;

import io.contactstatus.contact.Leg;
import io.contactstatus.contact.Outcome;
import io.contactstatus.contact.Snapshot;
import io.contactstatus.contact.Snapshot.Abandonment.Place;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a contact ended, by its [Outcome], and where the customer went on from there.
final class LastStep {

    private final Snapshot contact;
    private final Masking shown;
    private final Phrases phrases;

    LastStep(Snapshot contact, Masking shown, Phrases phrases) {
        this.contact = contact;
        this.shown = shown;
        this.phrases = phrases;
    }

    /// When it was over; null while it is not, or when nothing tells the time.
    @Nullable
    Instant at() {
        if (contact.active()) {
            return null;
        }
        var times = contact.timestamps();
        if (times.disconnected() != null) {
            return times.disconnected();
        }
        var last = contact.course().last();
        return times.completed() != null || last == null ? times.completed() : last.until();
    }

    /// Null where the customer went nowhere else. A leg on which another agent is only consulted is no such
    /// place.
    ///
    /// @param isToldOutside whether the way to the outside number has a step already
    /// @param hasAsked whether a block of the flow booked a callback
    @Nullable
    Draft goingOn(boolean isToldOutside, boolean hasAsked) {
        var end = at();
        var transfer = contact.transfer();
        if (transfer != null && !contact.contactId().equals(transfer.to())) {
            var outside = CourseSteps.outsideNumber(contact);
            var at = end == null ? transfer.at() : end;
            if (at == null || (outside != null && isToldOutside)) {
                return null;
            }
            return new Draft(StepKind.TRANSFER, at)
                    .text(
                            outside != null
                                    ? phrases.say("transfer.to", shown.personal(outside))
                                    : phrases.say(
                                            contact.outcome() == Outcome.WENT_ON
                                                    ? "transfer.next"
                                                    : "transfer.completed"))
                    .contact(transfer.to() == null ? null : transfer.to().value());
        }
        var next = contact.chain().nextContactId();
        if (end == null || next == null) {
            return null;
        }
        if (contact.outcome() == Outcome.WENT_ON) {
            return new Draft(StepKind.TRANSFER, end)
                    .text(phrases.say("transfer.next"))
                    .contact(next.value());
        }
        return contact.outcome() == Outcome.CALLBACK_REQUESTED || hasAsked
                ? new Draft(StepKind.CALLBACK, end)
                        .text(phrases.say("callback.next"))
                        .contact(next.value())
                : null;
    }

    @Nullable
    Draft end() {
        var at = at();
        var reason = contact.disconnectReason();
        return at == null
                ? null
                : new Draft(StepKind.END, at).text(text()).outcome(reason == null ? null : shown.word(reason));
    }

    private String text() {
        var outcome = contact.outcome();
        if (outcome == null) {
            return byReason("end.unknown");
        }
        return switch (outcome) {
            case MONITORED -> phrases.say("end.monitored");
            case INTERNAL -> phrases.sayFirst("end.internal." + contact.leg(), "end.internal");
            case ANSWERED -> answered();
            case WENT_ON -> phrases.say("end.goes-on");
            case CALLBACK_REQUESTED -> phrases.say("end.callback");
            case TRANSFERRED_OUT -> phrases.say("end.outside");
            case NOT_REACHED -> notReached();
            case ABANDONED -> abandoned();
            case LEFT_IN_FLOW ->
                byChannel(
                        contact.course().phases().stream().anyMatch(phase -> phase.visit() > 0)
                                ? "end.left"
                                : "end.flow");
            case ENDED_BY_FLOW -> byChannel("end.CONTACT_FLOW_DISCONNECT");
            case EXPIRED -> byReason("end.EXPIRED");
            case CLOSED -> byReason("end.closed");
            case FAILED -> byReason("end.failed");
        };
    }

    private String answered() {
        var reason = contact.disconnectReason();
        var transfer = contact.transfer();
        var isHandedOver = transfer != null && !contact.contactId().equals(transfer.to());
        if (isHandedOver && "AGENT_DISCONNECT".equals(reason)) {
            return phrases.say("end.handed-over");
        }
        if (isHandedOver && (reason == null || reason.equals("CONTACT_FLOW_DISCONNECT"))) {
            return phrases.say("end.goes-on");
        }
        return byReason("end.unknown");
    }

    /// A reason of the network says more. Another one tells only who hung up on a machine, or before an answer.
    private String notReached() {
        var reason = contact.disconnectReason();
        var isTold = reason != null
                && (reason.startsWith("TELECOM_")
                        || reason.startsWith("OUTBOUND_")
                        || reason.equals("CUSTOMER_NEVER_ARRIVED")
                        || reason.equals("CUSTOMER_CONNECTION_NOT_ESTABLISHED"));
        return isTold ? byReason("end.not-reached") : phrases.say("end.not-reached");
    }

    private String abandoned() {
        var abandonment = contact.abandonment();
        return byChannel(abandonment != null && abandonment.place() == Place.RINGING ? "end.ringing" : "end.queue");
    }

    private String byChannel(String key) {
        return phrases.sayFirst(key + "." + CourseText.channel(contact), key);
    }

    private String byReason(String otherwise) {
        var reason = contact.disconnectReason();
        return reason == null
                ? phrases.say(otherwise)
                : phrases.reason(shown.word(reason), CourseText.channel(contact));
    }

    /// Which word tells how such a leg began; null for those that the way they were made tells of.
    static @Nullable String beginningOf(Leg leg) {
        return switch (leg) {
            case CONSULT, CONFERENCE -> "start.consult";
            case GUIDE -> "start.guide";
            case CUSTOMER, THIRD_PARTY, MONITOR, AFTERWARDS -> null;
        };
    }
}
