package io.contactstatus.contact;

import org.jspecify.annotations.Nullable;

/// What one leg of a chain tells the others of itself.
///
/// @param previous the leg before it
public record LegFacts(
        Identity identity,
        @Nullable Latest<String> initiationMethod,
        @Nullable Latest<ContactId> previous,
        @Nullable Moment initiated,
        Milestones milestones,
        @Nullable Latest<String> queueArn,
        @Nullable Latest<String> agentArn) {

    public static final LegFacts NONE = new LegFacts(Identity.UNKNOWN, null, null, null, Milestones.NONE, null, null);

    public static LegFacts of(Identity identity) {
        return new LegFacts(identity, null, null, null, Milestones.NONE, null, null);
    }

    LegFacts join(LegFacts other) {
        if (equals(other)) {
            return this;
        }
        return new LegFacts(
                identity.join(other.identity),
                Latest.of(initiationMethod, other.initiationMethod),
                Latest.of(previous, other.previous),
                Moment.earliest(initiated, other.initiated),
                milestones.join(other.milestones),
                Latest.of(queueArn, other.queueArn),
                Latest.of(agentArn, other.agentArn));
    }

    /// Who an outside party is, is nothing to the other legs: none asks it, and in their items it would outlive the
    /// leg's own when that party is erased. That it was withdrawn is told: until the method was known, it could be
    /// taken for the customer.
    LegFacts told() {
        return method().isThirdParty() && !identity.isUnknown()
                ? new LegFacts(
                        identity.withoutPerson(), initiationMethod, previous, initiated, milestones, queueArn, agentArn)
                : this;
    }

    boolean isUnknown() {
        return equals(NONE);
    }

    Method method() {
        return new Method(initiationMethod == null ? null : initiationMethod.value());
    }
}
