package io.contactstatus.view;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.contactstatus.contact.Leg;
import io.contactstatus.contact.Outcome;
import io.contactstatus.contact.Phase;
import io.contactstatus.contact.Snapshot;
import io.contactstatus.contact.Status;
import io.contactstatus.dialect.Arns;
import io.contactstatus.masking.Veil;
import io.contactstatus.names.LearntNames;
import io.contactstatus.store.StoredContact;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A contact as lists show it.
///
/// @param letGo when its agent had let go of it without a word; not shown, but a reason to ask what became of it
/// @param matchedRules of Contact Lens, those that matched last first, for boards. Not shown to clients
@Schema(name = "ContactSummary", description = "A contact as lists show it.")
public record ContactSummaryView(
        String contactId,
        @Nullable String instanceId,
        Status status,
        @Nullable Instant statusSince,
        boolean active,
        Phase.@Nullable Kind phase,
        @Nullable Instant phaseSince,
        Leg leg,
        @Nullable String channel,
        @Nullable String subtype,
        @Nullable String initiationMethod,
        @Nullable CustomerView customer,
        @Nullable QueueView queue,
        @Nullable ContactAgentView agent,
        @Nullable Outcome outcome,
        @Nullable AbandonmentView abandonment,
        FlagsView flags,
        Snapshot.Timestamps timestamps,
        @Nullable Integer durationSeconds,
        @Nullable String disconnectReason,
        ChainView chain,
        @Nullable Boolean synthetic,
        @Nullable InsightsView insights,
        @Nullable CallBackView callBack,
        @Nullable Boolean archived,

        @Schema(
                description = "Of those that are over, where the list of changes is kept: when news was received, up to"
                        + " four minutes before the last of it.")
        @Nullable
        Instant changedAt,

        @JsonIgnore @Schema(hidden = true) @Nullable Instant letGo,
        long version,

        @JsonIgnore @Schema(hidden = true) @Nullable List<String> matchedRules) {

    private static final int BAD_RUN = 3;

    /// Whether it is stale is not in it: [Staleness] adds that when answering.
    public static ContactSummaryView of(StoredContact stored, Veil veil) {
        var seen = stored.snapshot();
        return new ContactSummaryView(
                seen.contactId().value(),
                Arns.lastPart(seen.instanceArn()),
                seen.status(),
                seen.statusSince(),
                seen.active(),
                seen.phase(),
                seen.phaseSince(),
                seen.leg(),
                seen.channel(),
                seen.subtype(),
                seen.initiationMethod(),
                CustomerView.of(stored, seen.customer(), veil),
                QueueView.of(seen.queue()),
                ContactAgentView.of(seen.agent()),
                seen.outcome(),
                AbandonmentView.of(seen.abandonment()),
                FlagsView.of(seen.flags()),
                seen.timestamps(),
                seen.durationSeconds(),
                seen.disconnectReason(),
                ChainView.of(seen.chain()),
                seen.synthetic() ? true : null,
                InsightsView.inShort(seen.insights()),
                CallBackView.of(stored.contact().callBack()),
                stored.isArchived() ? true : null,
                stored.changedAt(),
                seen.letGo(),
                stored.version(),
                InsightsView.matchedRules(seen.insights()));
    }

    public static List<ContactSummaryView> all(List<StoredContact> stored, Veil veil) {
        return stored.stream().map(one -> of(one, veil)).toList();
    }

    /// With the names that were learnt elsewhere.
    public ContactSummaryView named(LearntNames names) {
        return with(
                customer,
                queue == null ? null : queue.named(names),
                agent == null ? null : agent.named(names),
                status,
                active,
                phase,
                flags);
    }

    /// Whether its customer has sounded annoyed for a while: once may be a slip of the machine.
    public boolean goesBadly() {
        return active && insights != null && insights.negativeRun() != null && insights.negativeRun() >= BAD_RUN;
    }

    /// What the subtype says beyond the channel, as pages show it.
    public @Nullable String subtypeWord() {
        return Subtype.beyondChannel(subtype);
    }

    /// A lifted one as it is shown to somebody else. What the veil has hidden is not given back.
    public ContactSummaryView under(Veil veil) {
        if (veil == Veil.LIFTED || customer == null) {
            return this;
        }
        return with(customer.under(veil), queue, agent, status, active, phase, flags);
    }

    /// The same, when it is not among the live ones any more and nothing else is known. Nobody works on it
    /// either then.
    public ContactSummaryView ended() {
        var last = status == Status.AFTER_CONTACT_WORK ? Status.COMPLETED : status;
        return with(customer, queue, agent, last, false, null, flags);
    }

    ContactSummaryView asStale() {
        return with(customer, queue, agent, status, active, phase, flags.asStale());
    }

    private ContactSummaryView with(
            @Nullable CustomerView whom,
            @Nullable QueueView inQueue,
            @Nullable ContactAgentView withAgent,
            Status newStatus,
            boolean live,
            Phase.@Nullable Kind where,
            FlagsView newFlags) {
        return new ContactSummaryView(
                contactId,
                instanceId,
                newStatus,
                statusSince,
                live,
                where,
                where == null ? null : phaseSince,
                leg,
                channel,
                subtype,
                initiationMethod,
                whom,
                inQueue,
                withAgent,
                outcome,
                abandonment,
                newFlags,
                timestamps,
                durationSeconds,
                disconnectReason,
                chain,
                synthetic,
                insights,
                callBack,
                archived,
                changedAt,
                letGo,
                version,
                matchedRules);
    }
}
