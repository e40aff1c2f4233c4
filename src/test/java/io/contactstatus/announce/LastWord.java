package io.contactstatus.announce;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.ContactId;
import io.contactstatus.store.ContactListener;
import io.contactstatus.store.StoredContact;
import io.contactstatus.view.FlagsView;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Remembers at which version each contact's status or flags changed last, and compares with what the world was
/// told.
final class LastWord implements ContactListener {

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<ContactId, Long> changes = new ConcurrentHashMap<>();

    @Override
    public void changed(@Nullable StoredContact before, StoredContact after) {
        if (after.contact().isHeardOf() && !outline(before).equals(outline(after))) {
            changes.merge(after.contact().id(), after.version(), Math::max);
        }
    }

    private static String outline(@Nullable StoredContact stored) {
        if (stored == null || !stored.contact().isHeardOf()) {
            return "";
        }
        var seen = stored.contact().snapshot();
        return seen.status() + " " + JSON.writeValueAsString(FlagsView.of(seen.flags()));
    }

    /// Of how many contacts there is something to tell.
    int contacts() {
        return changes.size();
    }

    void assertTold(FakeEventBridge bridge, StoredContact contact) {
        var id = contact.contact().id();
        var last = bridge.taken(id.value()).stream()
                .max(Comparator.comparingLong(FakeEventBridge.Event::version))
                .orElseThrow(() -> new AssertionError("nothing was told of " + id.value()));
        var told =
                last.detail().path("status").stringValue() + " " + last.detail().path("flags");
        assertThat(told).as(id.value()).isEqualTo(outline(contact));
        assertThat(last.version()).isBetween(changes.getOrDefault(id, 1L), contact.version());
    }
}
