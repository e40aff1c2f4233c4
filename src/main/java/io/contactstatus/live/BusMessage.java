package io.contactstatus.live;

import io.contactstatus.view.AgentView;
import io.contactstatus.view.ContactSummaryView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Changes that one instance publishes to the others, unmasked. A message without items is a heartbeat, with
/// the number of the last message that had some.
///
/// @param from the instance
/// @param number where one is left out, a message was lost
/// @param speech masked; is not counted, as nothing makes up for what is lost of it. Null from a former version
record BusMessage(
        String from,
        long number,
        List<ContactSummaryView> contacts,
        List<AgentView> agents,
        @Nullable List<LiveSpeech.Message> speech) {

    BusMessage {
        contacts = List.copyOf(contacts);
        agents = List.copyOf(agents);
        speech = speech == null ? null : List.copyOf(speech);
    }

    List<LiveSpeech.Message> said() {
        return speech == null ? List.of() : speech;
    }

    boolean isBeat() {
        return contacts.isEmpty() && agents.isEmpty();
    }

    int size() {
        return contacts.size() + agents.size();
    }
}
