package io.contactstatus.contact;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The one table of outcomes: the first row that fits tells how a contact ended for its customer.
///
/// Words that are not known are no answer: an end that nothing explains has no outcome, and is never an
/// abandonment. `docs/outcomes.md` is printed from it.
///
/// @see <a href="https://docs.aws.amazon.com/connect/latest/adminguide/ctr-data-model.html">DisconnectReason</a>
final class Outcomes {

    private static final Set<String> NEVER_THERE =
            Set.of("CUSTOMER_NEVER_ARRIVED", "CUSTOMER_CONNECTION_NOT_ESTABLISHED");

    private static final Set<String> CLOSING =
            Set.of("API", "DISCARDED", "AGENT_DISCONNECT", "AGENT_COMPLETED", "BARGED");

    private static final Set<Leg> WITHOUT_CUSTOMER = Set.of(Leg.CONSULT, Leg.CONFERENCE, Leg.GUIDE, Leg.THIRD_PARTY);

    /// @param when in words, for people
    /// @param outcome null where that explains nothing
    record Row(
            String when, Predicate<Ending> fits, @Nullable Outcome outcome) {}

    static final List<Row> TABLE = List.of(
            new Row("a supervisor's leg", ending -> ending.leg() == Leg.MONITOR, Outcome.MONITORED),
            new Row(
                    "a leg without a customer: consultation, conference, guide, outside party",
                    ending -> WITHOUT_CUSTOMER.contains(ending.leg()),
                    Outcome.INTERNAL),
            new Row(
                    "customer and agent were together, or an agent took the task or e-mail",
                    Ending::together,
                    Outcome.ANSWERED),
            new Row(
                    "no agent, and another leg took the customer over, or the record names one that nothing was heard of",
                    Ending::wentOn,
                    Outcome.WENT_ON),
            new Row(
                    "an e-mail, `TRANSFERRED`",
                    ending -> "EMAIL".equals(ending.channel()) && is(ending, "TRANSFERRED"),
                    Outcome.WENT_ON),
            new Row("a callback was made from it", Ending::callbackMade, Outcome.CALLBACK_REQUESTED),
            new Row(
                    "put through to an outside number, and nothing says that it failed",
                    Ending::putThrough,
                    Outcome.TRANSFERRED_OUT),
            new Row(
                    "`CUSTOMER_NEVER_ARRIVED`, `CUSTOMER_CONNECTION_NOT_ESTABLISHED`",
                    ending -> ending.reason() != null && NEVER_THERE.contains(ending.reason()),
                    Outcome.NOT_REACHED),
            new Row(
                    "we called, and nobody or a machine answered, whatever the reason",
                    ending -> ending.called() && ending.isCall() && (!ending.answered() || ending.byMachine()),
                    Outcome.NOT_REACHED),
            new Row(
                    "`CUSTOMER_DISCONNECT`, or `TELECOM_ORIGINATOR_CANCEL` of an inbound call, while queued or ringing",
                    ending -> isCustomersWill(ending) && ending.isCustomerWaiting(),
                    Outcome.ABANDONED),
            new Row("these two, elsewhere", Outcomes::isCustomersWill, Outcome.LEFT_IN_FLOW),
            new Row(
                    "`CONTACT_FLOW_DISCONNECT`",
                    ending -> is(ending, "CONTACT_FLOW_DISCONNECT"),
                    Outcome.ENDED_BY_FLOW),
            new Row(
                    "`EXPIRED`, `IDLE_DISCONNECT`",
                    ending -> is(ending, "EXPIRED") || is(ending, "IDLE_DISCONNECT"),
                    Outcome.EXPIRED),
            new Row(
                    "`TELECOM_*`, `SYSTEM_ERROR`, `*_NETWORK_DISCONNECT`, `OUTBOUND_*`",
                    ending -> ending.reason() != null && isFailure(ending.reason()),
                    Outcome.FAILED),
            new Row(
                    "`API`, `DISCARDED`, `AGENT_DISCONNECT`, `AGENT_COMPLETED`, `BARGED`",
                    ending -> ending.reason() != null && CLOSING.contains(ending.reason()),
                    Outcome.CLOSED),
            new Row(
                    "any other reason, or a record without one",
                    ending -> ending.reason() != null || ending.recorded(),
                    null),
            // Most live events of calls carry no reason.
            new Row(
                    "no reason and no record: a `Disconnect` block was logged last, and not after the end",
                    Ending::endedByBlock,
                    Outcome.ENDED_BY_FLOW),
            new Row("no reason and no record: queued or ringing", Ending::isCustomerWaiting, Outcome.ABANDONED),
            new Row("no reason and no record: elsewhere", ending -> true, null));

    private Outcomes() {}

    /// @param ending of a contact that is over
    static @Nullable Outcome of(Ending ending) {
        for (var row : TABLE) {
            if (row.fits().test(ending)) {
                return row.outcome();
            }
        }
        return null;
    }

    private static boolean is(Ending ending, String reason) {
        return reason.equals(ending.reason());
    }

    private static boolean isCustomersWill(Ending ending) {
        return is(ending, "CUSTOMER_DISCONNECT")
                || (is(ending, "TELECOM_ORIGINATOR_CANCEL") && ending.method().is(Method.INBOUND));
    }

    private static boolean isFailure(String reason) {
        return reason.endsWith("_NETWORK_DISCONNECT")
                || reason.startsWith("TELECOM_")
                || reason.startsWith("OUTBOUND_")
                // As Amazon Connect spells it.
                || reason.equals("OUTBUND_PREVIEW_DISCARDED")
                || reason.equals("SYSTEM_ERROR");
    }
}
