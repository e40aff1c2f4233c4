package io.contactstatus.live;

import io.contactstatus.view.AgentView;
import io.contactstatus.view.ContactSummaryView;
import java.util.List;

/// Changes that one instance publishes to the others, unmasked. A message without items is a heartbeat, with
/// the number of the last message that had some.
///
/// @param from the instance
/// @param number where one is left out, a message was lost
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
