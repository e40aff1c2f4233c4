package io.contactstatus.contact;

import static io.contactstatus.contact.ResolvedFacts.valueIn;

import org.jspecify.annotations.Nullable;

/// What is shown of a contact's place in its chain: its neighbours, and how the customer was handed on.
final class ChainResolution {

    private final Contact contact;
    private final ResolvedFacts facts;
    private final @Nullable ContactRecord record;
    private final LegRule legs;
    private final Leg leg;

    ChainResolution(Contact contact, ResolvedFacts facts, LegRule legs, Leg leg) {
        this.contact = contact;
        this.facts = facts;
        record = facts.record;
        this.legs = legs;
        this.leg = leg;
    }

    Snapshot.Chain chain() {
        var next = record == null ? null : record.nextContactId();
        return new Snapshot.Chain(
                contact.isFirstLeg() ? null : contact.chainId(),
                contact.previousContactId(),
                next == null ? legs.next() : next,
                related());
    }

    private @Nullable ContactId related() {
        return valueIn(facts.sources.word(
                record == null ? null : record.relatedContactId(),
                contact.chain().related()));
    }

    /// The contact that a supervisor listens to; null for every other leg.
    @Nullable
    ContactId listensTo() {
        if (leg != Leg.MONITOR) {
            return null;
        }
        var previous = contact.previousContactId();
        if (previous != null) {
            return previous;
        }
        var related = related();
        return related != null || contact.isFirstLeg() ? related : contact.chainId();
    }

    boolean isTransferred() {
        return legs.isTakenOver() || isByTransfer() || (record != null && record.transferCompleted() != null);
    }

    private boolean isByTransfer() {
        return facts.method.isTransfer() && leg == Leg.CUSTOMER;
    }

    Snapshot.@Nullable Transfer transfer(AgentResolution agent, QueueResolution queue) {
        var next = legs.next();
        var follower = legs.of(next);
        if (legs.isTakenOver() && follower != null) {
            return new Snapshot.Transfer(
                    follower.initiated() == null ? null : follower.initiated().at(),
                    agent.arnOnceConnected(),
                    told(follower.agentArn()),
                    told(follower.queueArn()),
                    null,
                    next);
        }
        if (record != null && (record.transferCompleted() != null || record.transferredTo() != null)) {
            return new Snapshot.Transfer(
                    record.transferCompleted(),
                    agent.arnOnceConnected(),
                    null,
                    null,
                    record.transferredTo(),
                    record.nextContactId());
        }
        var before = legs.before();
        return isByTransfer()
                ? new Snapshot.Transfer(
                        facts.started(),
                        before == null ? null : told(before.agentArn()),
                        agent.arnOnceConnected(),
                        valueIn(queue.arn()),
                        null,
                        contact.id())
                : null;
    }

    private static @Nullable String told(@Nullable Latest<String> latest) {
        return latest == null ? null : latest.value();
    }
}
