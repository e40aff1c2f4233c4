package io.contactstatus.queues;

import io.contactstatus.view.AgentActivity;

/// How many agents are for a queue, by what they do: an agent counts in one of the parts of `online`.
///
/// @param online logged in, whatever they do
/// @param available routable, and without any contact
/// @param onContact talking, holding, dialling, or it rings at them
/// @param afterContactWork and nothing but that
public record QueueAgents(long online, long available, long onContact, long afterContactWork, long other) {

    static final QueueAgents NONE = new QueueAgents(0, 0, 0, 0, 0);

    static QueueAgents of(AgentActivity activity) {
        return switch (activity) {
            case FREE -> new QueueAgents(1, 1, 0, 0, 0);
            case RINGING, ON_CONTACT -> new QueueAgents(1, 0, 1, 0, 0);
            case AFTER_CONTACT_WORK -> new QueueAgents(1, 0, 0, 1, 0);
            case MISSED, AWAY -> new QueueAgents(1, 0, 0, 0, 1);
            case OFFLINE -> NONE;
        };
    }

    QueueAgents plus(QueueAgents more) {
        return new QueueAgents(
                online + more.online,
                available + more.available,
                onContact + more.onContact,
                afterContactWork + more.afterContactWork,
                other + more.other);
    }
}
