package io.contactstatus.view;

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
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// One contact with everything that is shown of it.
@Schema(name = "Contact", description = "One contact: everything known so far, from all sources.")
public record ContactView(
        String contactId,
        @Nullable String instanceId,
        Status status,
        @Nullable Instant statusSince,

        @Schema(description = "True until the customer's side has ended.")
        boolean active,

        @Schema(description = "VOICE, CHAT, TASK, EMAIL, or what Amazon Connect may add.") @Nullable
        String channel,

        @Nullable String subtype,
        @Nullable String initiationMethod,
        @Nullable CustomerView customer,
        @Nullable EndpointView systemEndpoint,
        @Nullable QueueView queue,
        @Nullable ContactAgentView agent,
        @Nullable FlowPositionView flow,

        @Schema(description = "Where it is now; absent when it is over.")
        Phase.@Nullable Kind phase,

        @Nullable Instant phaseSince,

        @Schema(description = "What it is in its chain. One customer is on one CUSTOMER leg.")
        Leg leg,

        @Schema(description = "How it ended for the customer; absent while active, and where nothing explains the end.")
        @Nullable
        Outcome outcome,

        @Nullable AbandonmentView abandonment,
        @Nullable TransferView transfer,

        @Schema(description = "Of a supervisor's leg: the contact it listens to.") @Nullable
        String listensTo,

        @Schema(description = "Present where it is a test that no customer made.") @Nullable
        Boolean synthetic,

        @Schema(description = "Its life without gaps; every duration is a sum of it. The running one is last.")
        List<PhaseView> phases,

        @Nullable CallBackView callBack,
        FlagsView flags,
        Snapshot.Timestamps timestamps,

        @Schema(description = "All phases but SCHEDULED and AFTER_CONTACT_WORK, as far as they have ended.") @Nullable
        Integer durationSeconds,

        @Nullable String disconnectReason,
        ChainView chain,

        @Schema(description = "Contact attributes. Values are masked without the scope pii:read.")
        SortedMap<String, String> attributes,

        SortedMap<String, String> tags,

        @Nullable InsightsView insights,

        @Schema(description = "How many recordings the contact record names.")
        int recordings,

        @Schema(description = "Which sources have spoken, and of when their last word is.")
        Map<String, SourceView> sources,

        @Schema(
                description =
                        "Counts the changes; the same number as in the ETag, which ends in -stale while that flag is true.")
        long version,

        Instant expiresAt,

        @Schema(description = "Present where its history is in the archive.") @Nullable
        Boolean archived,

        @Schema(
                description = "Of one that is over, where the list of changes is kept: when news was received, up to"
                        + " four minutes before the last of it.")
        @Nullable
        Instant changedAt,

        @Schema(description = "The moment of which it is told; absent where it is told as it is now.") @Nullable
        Instant at) {

    public static ContactView of(StoredContact stored, Veil veil, Staleness staleness) {
        return of(stored, veil, staleness.isStale(stored.snapshot()), null);
    }

    /// @param then the contact as it was at that moment
    public static ContactView asOf(Instant at, StoredContact then, Veil veil, Staleness staleness) {
        return of(then, veil, staleness.isStale(then.snapshot(), at), at);
    }

    private static ContactView of(StoredContact stored, Veil veil, boolean stale, @Nullable Instant at) {
        var seen = stored.snapshot();
        return new ContactView(
                seen.contactId().value(),
                Arns.lastPart(seen.instanceArn()),
                seen.status(),
                seen.statusSince(),
                seen.active(),
                seen.channel(),
                seen.subtype(),
                seen.initiationMethod(),
                CustomerView.of(stored, seen.customer(), veil),
                EndpointView.of(seen.systemEndpoint(), veil),
                QueueView.of(seen.queue()),
                ContactAgentView.of(seen.agent()),
                FlowPositionView.of(seen.flow()),
                seen.phase(),
                seen.phaseSince(),
                seen.leg(),
                seen.outcome(),
                AbandonmentView.of(seen.abandonment()),
                TransferView.of(seen.transfer(), veil),
                seen.listensTo() == null ? null : seen.listensTo().value(),
                seen.synthetic() ? true : null,
                seen.course().phases().stream().map(PhaseView::of).toList(),
                CallBackView.of(stored.contact().callBack()),
                FlagsView.of(seen.flags(), stale),
                seen.timestamps(),
                seen.durationSeconds(),
                seen.disconnectReason(),
                ChainView.of(seen.chain()),
                veil.overValues(seen.attributes()),
                veil.overPhonesIn(seen.tags()),
                InsightsView.of(seen.insights(), false),
                seen.recordings(),
                SourceView.of(seen.heard().lastBySource()),
                stored.version(),
                stored.expiresAt(),
                stored.isArchived() ? true : null,
                stored.changedAt(),
                at);
    }

    /// With the names that were learnt elsewhere.
    public ContactView named(LearntNames names) {
        return with(queue == null ? null : queue.named(names), agent == null ? null : agent.named(names), insights);
    }

    /// With the words that only those see who may read transcripts.
    ///
    /// @param stored what this is a view of
    public ContactView withWords(StoredContact stored) {
        return with(queue, agent, InsightsView.of(stored.snapshot().insights(), true));
    }

    private ContactView with(
            @Nullable QueueView inQueue, @Nullable ContactAgentView withAgent, @Nullable InsightsView heard) {
        return new ContactView(
                contactId,
                instanceId,
                status,
                statusSince,
                active,
                channel,
                subtype,
                initiationMethod,
                customer,
                systemEndpoint,
                inQueue,
                withAgent,
                flow,
                phase,
                phaseSince,
                leg,
                outcome,
                abandonment,
                transfer,
                listensTo,
                synthetic,
                phases,
                callBack,
                flags,
                timestamps,
                durationSeconds,
                disconnectReason,
                chain,
                attributes,
                tags,
                heard,
                recordings,
                sources,
                version,
                expiresAt,
                archived,
                changedAt,
                at);
    }

    /// What the subtype says beyond the channel, as pages show it.
    public @Nullable String subtypeWord() {
        return Subtype.beyondChannel(subtype);
    }
}
