package io.contactstatus.pages;

import io.contactstatus.contact.ContactId;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.StoredContact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Brings a list up to date that an index gave, which may be behind what somebody was told already.
@Component
class Latecomers {

    private static final Comparator<StoredContact> NEWEST_FIRST = Comparator.comparing(
                    (StoredContact stored) -> stored.contact().snapshot().started(),
                    Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
            .reversed();

    private final ContactStore contacts;

    Latecomers(ContactStore contacts) {
        this.contacts = contacts;
    }

    /// @param listed newest first, from the newest one on
    List<StoredContact> among(List<StoredContact> listed, String identifier, Map<ContactId, Long> demand) {
        var known = new HashMap<ContactId, StoredContact>();
        listed.forEach(stored -> known.put(stored.contact().id(), stored));
        var late = new ArrayList<StoredContact>();
        demand.forEach((id, version) -> {
            var there = known.get(id);
            if (there == null || there.version() < version) {
                contacts.find(id, version)
                        .filter(found -> found.customer().contains(identifier))
                        .filter(found -> there != null || isOfThese(found, listed))
                        .ifPresent(late::add);
            }
        });
        if (late.isEmpty()) {
            return listed;
        }
        late.forEach(stored -> known.put(stored.contact().id(), stored));
        return known.values().stream().sorted(NEWEST_FIRST).toList();
    }

    /// An older one has its place on a later page.
    private static boolean isOfThese(StoredContact found, List<StoredContact> listed) {
        return listed.isEmpty() || NEWEST_FIRST.compare(found, listed.getLast()) <= 0;
    }
}
