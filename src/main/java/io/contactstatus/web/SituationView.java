package io.contactstatus.web;

import io.contactstatus.masking.Veil;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.QueueView;
import io.contactstatus.view.Situation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(name = "Situation", description = "What to know of a customer before deciding where they go.")
record SituationView(
        @Schema(description = "In the form it is found by. Masked without the scope pii:read.")
        String identifier,

        @Schema(description = "Newest first; a pending callback is among them.")
        List<ContactSummaryView> activeContacts,

        @Schema(description = "A callback the customer is waiting for.") @Nullable
        ContactSummaryView pendingCallback,

        @Schema(description = "The newest contact that is over.") @Nullable
        ContactSummaryView lastContact,

        @Schema(description = "Counted among the newest 100 contacts.")
        int contactsLast24Hours,

        @Schema(description = "Of the newest contact that was in a queue and is over.") @Nullable
        LastQueue lastQueue,

        @Nullable String lastDisconnectReason) {

    @Schema(name = "LastQueue")
    record LastQueue(@Nullable String id, @Nullable String name) {}

    static SituationView of(String identifier, Situation situation, Veil veil, ContactViews answers) {
        var pending = situation.pendingCallback();
        var last = situation.last();
        var queued = situation.lastQueued();
        var queue = queued == null ? null : QueueView.of(queued.seen().queue());
        return new SituationView(
                veil == Veil.LIFTED ? identifier : Veil.hidden(identifier),
                situation.active().stream()
                        .map(one -> answers.summary(one.summary(veil)))
                        .toList(),
                pending == null ? null : answers.summary(pending.summary(veil)),
                last == null ? null : answers.summary(last.summary(veil)),
                situation.contactsLast24Hours(),
                queue == null
                        ? null
                        : new LastQueue(queue.id(), queue.named(answers.names()).name()),
                last == null ? null : last.seen().disconnectReason());
    }
}
