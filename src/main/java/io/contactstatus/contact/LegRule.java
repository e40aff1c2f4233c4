package io.contactstatus.contact;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Decides what a contact is in its chain, from what it knows of itself and what the other legs have told.
final class LegRule {

    static final String GUIDE_SUBTYPE = "connect:Guide";

    /// When the agent before hangs up, all who are on the call hang up within about this time.
    private static final Duration TOGETHER = Duration.ofSeconds(2);

    private final Contact contact;
    private final Method method;
    private final @Nullable String subtype;
    private final SortedMap<ContactId, LegFacts> others;
    private final @Nullable LegFacts before;

    LegRule(Contact contact, @Nullable String subtype) {
        this.contact = contact;
        this.subtype = subtype;
        method = new Method(contact.initiationMethod());
        others = contact.chain().known();
        before = of(contact.previousContactId());
    }

    Leg leg() {
        if (method.isMonitoring()) {
            return Leg.MONITOR;
        }
        if (method.isThirdParty()) {
            return Leg.THIRD_PARTY;
        }
        if (GUIDE_SUBTYPE.equals(subtype) || contact.milestones().guide()) {
            return Leg.GUIDE;
        }
        if (method.is("DISCONNECT")) {
            var milestones = contact.milestones();
            return milestones.enqueued() == null && !milestones.hadAgent() ? Leg.AFTERWARDS : Leg.CUSTOMER;
        }
        return before == null ? Leg.CUSTOMER : ofTransfer(method, contact.milestones(), before.milestones());
    }

    /// What a leg is that an agent's transfer has made: a consultation until the agent before has left it alone
    /// with the customer, and for good if it ended first.
    private static Leg ofTransfer(Method method, Milestones own, Milestones before) {
        if (!method.is("TRANSFER") || !before.hadAgent()) {
            return Leg.CUSTOMER;
        }
        var left = before.endOfAgent();
        var ended = own.ended();
        if (left != null && ended != null && isBefore(ended, left, own.hadAgent())) {
            return own.talked() ? Leg.CONFERENCE : Leg.CONSULT;
        }
        return left == null || before.customerLeft() ? Leg.CONSULT : Leg.CUSTOMER;
    }

    private static boolean isBefore(Moment ended, Moment left, boolean together) {
        var latest = together ? left.at().plus(TOGETHER) : left.at();
        return !ended.at().isAfter(latest) || ended.isSameAs(left);
    }

    /// An agent has it without the customer, at least at first.
    boolean beganAsConsultation() {
        return before != null && method.is("TRANSFER") && before.milestones().hadAgent();
    }

    /// When the agent before left it alone with the customer.
    @Nullable
    Moment leftAlone() {
        return before == null ? null : before.milestones().endOfAgent();
    }

    /// The leg before, as far as it has told of itself.
    @Nullable
    LegFacts before() {
        return before;
    }

    @Nullable
    LegFacts of(@Nullable ContactId leg) {
        return leg == null ? null : others.get(leg);
    }

    /// The leg that followed; of several the one that took the customer over, else the latest to have begun.
    @Nullable
    ContactId next() {
        ContactId found = null;
        for (var leg : others.entrySet()) {
            if (follows(leg) && (found == null || isBetter(leg.getKey(), found))) {
                found = leg.getKey();
            }
        }
        return found;
    }

    private boolean isBetter(ContactId one, ContactId other) {
        var first = others.getOrDefault(one, LegFacts.NONE);
        var second = others.getOrDefault(other, LegFacts.NONE);
        var order = Integer.compare(importance(first), importance(second));
        if (order == 0) {
            order = began(first).compareTo(began(second));
        }
        return order != 0 ? order > 0 : one.compareTo(other) > 0;
    }

    private static Instant began(LegFacts leg) {
        return leg.initiated() == null ? Stamp.UNTIMED : leg.initiated().at();
    }

    private int importance(LegFacts follower) {
        var word = follower.method().word();
        var rank = word == null ? 0 : Method.rank(word);
        return rank == 2 && isAside(follower) ? 1 : rank;
    }

    private boolean follows(Map.Entry<ContactId, LegFacts> leg) {
        if (leg.getKey().equals(contact.id())) {
            return false;
        }
        var previous = leg.getValue().previous();
        if (previous != null) {
            return previous.value().equals(contact.id());
        }
        // Agents' events name the leg before for none; the record of the one before names the next.
        var record = contact.record();
        return record != null && leg.getKey().equals(record.nextContactId());
    }

    /// Whether another leg that followed is one without the customer.
    private boolean isAside(LegFacts follower) {
        return follower.milestones().guide()
                || ofTransfer(follower.method(), follower.milestones(), contact.milestones()) != Leg.CUSTOMER;
    }

    /// Another leg took the customer over.
    boolean isTakenOver() {
        return others.entrySet().stream()
                .anyMatch(leg -> follows(leg) && leg.getValue().method().isTransfer() && !isAside(leg.getValue()));
    }

    /// The customer, for whom no agent was there yet, went over to another leg.
    boolean wentOn() {
        return others.entrySet().stream().anyMatch(leg -> follows(leg) && isTakingOver(leg.getValue()));
    }

    private boolean isTakingOver(LegFacts follower) {
        if (follower.milestones().guide()) {
            return false;
        }
        var next = follower.method();
        return next.takesOver() || (next.is(Method.CUSTOMER_FIRST_DIALED) && method.is(Method.CUSTOMER_FIRST_QUEUED));
    }

    boolean isCallbackMade() {
        return others.entrySet().stream()
                .anyMatch(leg -> follows(leg) && leg.getValue().method().isRequestedCallback());
    }

    /// An agent added an outside party.
    boolean hasThirdParty() {
        return others.entrySet().stream()
                .anyMatch(leg -> follows(leg) && leg.getValue().method().isThirdParty());
    }

    /// Since when the customer waits, on legs before this one: they went over to it without any agent.
    @Nullable
    Moment waitedBefore() {
        Moment since = null;
        var leg = before;
        var how = method;
        for (var steps = 0; leg != null && steps < ChainLinks.MOST; steps++) {
            if (how.isCallback() || how.is("OUTBOUND") || leg.milestones().hadAgent()) {
                return since;
            }
            since = Moment.earliest(since, leg.milestones().enqueued());
            how = leg.method();
            leg = of(leg.previous() == null ? null : leg.previous().value());
        }
        return since;
    }
}
