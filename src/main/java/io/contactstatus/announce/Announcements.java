package io.contactstatus.announce;

import io.contactstatus.masking.Veil;
import io.contactstatus.store.OutboxMark;
import io.contactstatus.store.StoredContact;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.FlagsView;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Builds the event for a contact that has changed: its summary, as lists show it, and its previous state.
final class Announcements {

    private final JsonMapper json;
    private final Veil veil;

    Announcements(JsonMapper json, Veil veil) {
        this.json = json;
        this.veil = veil;
    }

    /// The event's `detail`.
    String detail(StoredContact contact, OutboxMark outboxMark) {
        ObjectNode detail = json.valueToTree(ContactSummaryView.of(contact, veil));
        var previous = outboxMark.previous();
        if (previous != null) {
            detail.put("previousStatus", previous.status().name());
            put(detail, "previousPhase", previous.phase());
            put(detail, "previousOutcome", previous.outcome());
            detail.set("previousFlags", json.valueToTree(FlagsView.of(previous.flags())));
        }
        return detail.toString();
    }

    private static void put(ObjectNode detail, String name, @Nullable Enum<?> value) {
        if (value != null) {
            detail.put(name, value.name());
        }
    }
}
