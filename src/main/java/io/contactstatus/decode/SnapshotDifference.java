package io.contactstatus.decode;

import io.contactstatus.contact.ContactId;
import io.contactstatus.dialect.FieldName;
import io.contactstatus.dialect.Fields;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;

/// The contacts of an agent event's two snapshots, and what they differ in.
final class SnapshotDifference {

    private static final FieldName CONTACTS = FieldName.of("Contacts");

    final Fields current;
    final Fields previous;
    final Map<ContactId, SnapshotContact> now;
    final Map<ContactId, SnapshotContact> before;

    private final boolean isCompared;
    private final boolean isHeartBeat;
    private final Instant eventTime;

    /// @param compared whether the event says what was before, be it nothing
    SnapshotDifference(Fields current, Fields previous, boolean compared, boolean heartBeat, Instant eventTime) {
        this.current = current;
        this.previous = previous;
        isCompared = compared;
        isHeartBeat = heartBeat;
        this.eventTime = eventTime;
        before = contacts(previous);
        now = contacts(current);
    }

    private static Map<ContactId, SnapshotContact> contacts(Fields snapshot) {
        if (!(snapshot.get(CONTACTS) instanceof ArrayNode all)) {
            return Map.of();
        }
        var contacts = new LinkedHashMap<ContactId, SnapshotContact>();
        for (var each : all.values()) {
            var contact = SnapshotContact.of(Fields.of(each));
            // One without an id cannot be told apart from another.
            if (contact != null) {
                contacts.put(contact.id(), contact);
            }
        }
        return contacts;
    }

    /// Whether the event tells which contacts the agent has.
    boolean tellsContacts() {
        return current.get(CONTACTS) instanceof ArrayNode;
    }

    /// Null where the event does not tell since when the contact is in its state.
    @Nullable
    Instant began(@Nullable SnapshotContact was, SnapshotContact is) {
        var compared = isCompared && (was == null || !was.state().equals(is.state()));
        return compared ? is.begunSince(was, eventTime) : is.repeatedSince();
    }

    boolean changed(@Nullable SnapshotContact was, SnapshotContact is) {
        if (was == null) {
            // A heartbeat that carries no earlier snapshot has nothing to compare with.
            return isCompared || !isHeartBeat;
        }
        return !was.state().equals(is.state()) || !Objects.equals(was.since(), is.since());
    }
}
