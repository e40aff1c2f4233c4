package io.contactstatus.view;

import io.contactstatus.contact.Leg;
import io.contactstatus.contact.Phase;
import io.contactstatus.contact.Status;
import io.contactstatus.dialect.Arns;
import org.jspecify.annotations.Nullable;

/// Selects contacts; a null component matches every contact. Apply it to unmasked contacts only: a masked
/// customer identifier never matches.
///
/// @param queue its id, ARN or name
/// @param agent their id, ARN or user name
/// @param channel in whatever case
/// @param subtype in whatever case, with or without `connect:`
/// @param callback only callbacks, or none
/// @param contact the id of a chain's first leg, for all its legs; that of another leg finds it and the legs
///   next to it
/// @param customer any key of the contact in its normal form, its customer's identifier or another one
/// @param phase where it is
/// @param leg what it is in its chain
/// @param category that Contact Lens has found in it, exactly as the operator calls it
public record ContactFilter(
        @Nullable String queue,
        @Nullable String agent,
        @Nullable String channel,
        @Nullable String subtype,
        @Nullable Status status,
        @Nullable Boolean callback,
        @Nullable String contact,
        @Nullable String customer,
        Phase.@Nullable Kind phase,
        @Nullable Leg leg,
        @Nullable String category) {

    public static final ContactFilter ALL = new ContactFilter(null, null, null, null, null, null, null, null);

    /// In whatever phase, and on whatever leg.
    public ContactFilter(
            @Nullable String queue,
            @Nullable String agent,
            @Nullable String channel,
            @Nullable String subtype,
            @Nullable Status status,
            @Nullable Boolean callback,
            @Nullable String contact,
            @Nullable String customer) {
        this(queue, agent, channel, subtype, status, callback, contact, customer, null, null, null);
    }

    public boolean admits(ContactSummaryView seen) {
        return (status == null || status == seen.status())
                && (phase == null || phase == seen.phase())
                && (leg == null || leg == seen.leg())
                && (channel == null || channel.equalsIgnoreCase(seen.channel()))
                && (subtype == null || Subtype.isMeant(subtype, seen.subtype()))
                && (callback == null || callback == seen.flags().callback())
                && (queue == null || isQueue(queue, seen.queue()))
                && (agent == null || isAgent(agent, seen.agent()))
                && (contact == null || isOfChain(contact, seen))
                && (category == null
                        || (seen.insights() != null && seen.insights().has(category)))
                && (customer == null || isCustomer(customer, seen.customer()));
    }

    /// Of an agent only who they are counts.
    public boolean admitsAgent(AgentView seen) {
        return agent == null || Arns.isMeant(agent, seen.arn(), seen.username());
    }

    private static boolean isQueue(String wanted, @Nullable QueueView queue) {
        return queue != null && Arns.isMeant(wanted, queue.arn(), queue.name());
    }

    private static boolean isAgent(String wanted, @Nullable ContactAgentView agent) {
        return agent != null && Arns.isMeant(wanted, agent.arn(), agent.username());
    }

    private static boolean isOfChain(String wanted, ContactSummaryView seen) {
        var chain = seen.chain();
        return wanted.equals(seen.contactId())
                || wanted.equals(chain.initialContactId())
                || wanted.equals(chain.previousContactId())
                || wanted.equals(chain.nextContactId());
    }

    private static boolean isCustomer(String wanted, @Nullable CustomerView customer) {
        return customer != null && customer.isFoundBy(wanted);
    }
}
