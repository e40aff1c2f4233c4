package io.contactstatus.pages.card;

import io.contactstatus.contact.ContactId;
import io.contactstatus.store.ContactReader;
import io.contactstatus.store.StoredContact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Adds to a list from an index what the index does not have yet. Indexes are eventually consistent, and the
/// page was told of newer versions already.
public final class IndexLag {

    private static final Comparator<StoredContact> NEWEST_FIRST = Comparator.comparing(
                    (StoredContact stored) -> stored.contact().snapshot().started(),
                    Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
            .reversed();

    private IndexLag() {}

    /// @param listed newest first, from the newest one on
    public static List<StoredContact> withExpected(
            ContactReader contacts, List<StoredContact> listed, String identifier, Map<ContactId, Long> expected) {
        var known = new HashMap<ContactId, StoredContact>();
        listed.forEach(stored -> known.put(stored.contact().id(), stored));
        var late = new ArrayList<StoredContact>();
        expected.forEach((id, version) -> {
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

    /// An older one belongs to a later page of the list.
    private static boolean isOfThese(StoredContact found, List<StoredContact> listed) {
        return listed.isEmpty() || NEWEST_FIRST.compare(found, listed.getLast()) <= 0;
    }
}
