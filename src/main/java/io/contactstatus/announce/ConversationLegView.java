package io.contactstatus.announce;

import io.contactstatus.contact.Outcome;
import io.contactstatus.view.ContactAgentView;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.QueueView;
import org.jspecify.annotations.Nullable;

/// One contact of a conversation that is over.
record ConversationLegView(
        String contactId,
        @Nullable Outcome outcome,
        @Nullable QueueView queue,
        @Nullable ContactAgentView agent,
        @Nullable String channel,
        @Nullable Integer seconds) {

    static ConversationLegView of(ContactSummaryView contact) {
        return new ConversationLegView(
                contact.contactId(),
                contact.outcome(),
                contact.queue(),
                contact.agent(),
                contact.channel(),
                contact.durationSeconds());
    }
}
