package io.contactstatus.web;

import io.contactstatus.names.LearntNames;
import io.contactstatus.view.Situation;
import io.contactstatus.view.Situation.Known;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a flow gets to know. All of it is text, because a flow can read nothing else.
@Schema(
        name = "FlowAnswer",
        description = "A flat map of strings, as a flow can read it. The asking contact and the"
                + " other legs of its chain are left out of account.")
record FlowAnswer(
        @Schema(description = "true when anything but the asking contact is known of the customer.")
        String customerKnown,

        @Schema(description = "true when the customer has another contact that is live and no pending callback.")
        String activeContact,

        @Nullable String activeContactId,
        @Nullable String activeChannel,
        @Nullable String activeStatus,
        @Nullable String activeQueueArn,
        @Nullable String activeQueueName,

        @Schema(description = "true when the customer is waiting to be called back.")
        String pendingCallback,

        @Nullable String pendingCallbackContactId,

        @Schema(description = "Since the customer began to wait for it, in whole minutes.") @Nullable
        String pendingCallbackMinutes,

        @Nullable String pendingCallbackQueueArn,
        @Nullable String pendingCallbackQueueName,

        @Schema(description = "The newest contact that is over.") @Nullable
        String lastContactId,

        @Nullable String lastChannel,

        @Schema(description = "Of the newest contact that was in a queue and is over.") @Nullable
        String lastQueueArn,

        @Nullable String lastQueueName,

        @Schema(description = "Since its end, in whole minutes.") @Nullable
        String lastContactMinutesAgo,

        @Nullable String lastDisconnectReason,

        @Schema(description = "How it ended for the customer: ANSWERED, ABANDONED, …") @Nullable
        String lastOutcome,

        @Nullable String lastAgentArn,
        @Nullable String lastAgentUsername,

        @Schema(description = "Counted among the newest 100 contacts.")
        String contactsLast24Hours,

        @Schema(description = "true when nobody was looked up, because too many look-ups had found nothing.") @Nullable
        String limited) {

    private static final Situation NOTHING = new Situation(List.of(), Instant.EPOCH);

    static final FlowAnswer NOBODY = of(NOTHING, new LearntNames());

    static final FlowAnswer LIMITED = of(NOTHING, new LearntNames(), "true");

    static FlowAnswer of(Situation situation, LearntNames names) {
        return of(situation, names, null);
    }

    private static FlowAnswer of(Situation situation, LearntNames names, @Nullable String limited) {
        var active = situation.activeContact();
        var pending = situation.pendingCallback();
        var last = situation.last();
        var lastQueued = situation.lastQueued();
        var agent = last == null ? null : last.seen().agent();
        return new FlowAnswer(
                String.valueOf(!situation.contacts().isEmpty()),
                String.valueOf(active != null),
                id(active),
                active == null ? null : active.seen().channel(),
                active == null ? null : active.seen().status().name(),
                queueArn(active),
                queueName(active, names),
                String.valueOf(pending != null),
                id(pending),
                minutesSince(pending == null ? null : pending.seen().waitingSince(), situation.now()),
                queueArn(pending),
                queueName(pending, names),
                id(last),
                last == null ? null : last.seen().channel(),
                queueArn(lastQueued),
                queueName(lastQueued, names),
                minutesSince(end(last), situation.now()),
                last == null ? null : last.seen().disconnectReason(),
                last == null || last.seen().outcome() == null
                        ? null
                        : last.seen().outcome().name(),
                agent == null ? null : agent.arn(),
                agent == null ? null : agent.username() == null ? names.ofAgent(agent.arn()) : agent.username(),
                String.valueOf(situation.contactsLast24Hours()),
                limited);
    }

    private static @Nullable String id(@Nullable Known known) {
        return known == null ? null : known.seen().contactId().value();
    }

    private static @Nullable String queueArn(@Nullable Known known) {
        var queue = known == null ? null : known.seen().queue();
        return queue == null ? null : queue.arn();
    }

    private static @Nullable String queueName(@Nullable Known known, LearntNames names) {
        var queue = known == null ? null : known.seen().queue();
        if (queue == null || queue.name() != null) {
            return queue == null ? null : queue.name();
        }
        return names.ofQueue(queue.arn());
    }

    private static @Nullable Instant end(@Nullable Known known) {
        if (known == null) {
            return null;
        }
        var disconnected = known.seen().timestamps().disconnected();
        return disconnected == null ? known.seen().started() : disconnected;
    }

    private static @Nullable String minutesSince(@Nullable Instant since, Instant now) {
        return since == null
                ? null
                : String.valueOf(Math.max(0, Duration.between(since, now).toMinutes()));
    }
}
