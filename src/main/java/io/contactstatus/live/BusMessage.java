package io.contactstatus.live;

import io.contactstatus.view.AgentView;
import io.contactstatus.view.ContactSummaryView;
import java.util.List;

/// What an instance tells the others, unveiled. Without items it only says that its sender is there, and how
/// much it has told so far.
///
/// @param from the instance
/// @param number of the message, or of the last one that had items: where one is left out, something was lost
record BusMessage(String from, long number, List<ContactSummaryView> contacts, List<AgentView> agents) {

    BusMessage {
        contacts = List.copyOf(contacts);
        agents = List.copyOf(agents);
    }

    boolean isBeat() {
        return contacts.isEmpty() && agents.isEmpty();
    }

    int size() {
        return contacts.size() + agents.size();
    }
}
