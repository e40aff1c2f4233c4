package io.contactstatus.reconcile;

import io.contactstatus.view.ContactSummaryView;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Since when live contacts are known of which no time is: a flow has told of them, and nothing else. Another instance
/// that goes on begins anew.
final class TimelessContacts {

    private static final int MOST = 20_000;

    private final Map<String, Instant> since = new HashMap<>();

    Instant knownSince(String contactId, Instant now) {
        return since.size() < MOST || since.containsKey(contactId) ? since.computeIfAbsent(contactId, id -> now) : now;
    }

    void forgetOthers(List<ContactSummaryView> live) {
        if (!since.isEmpty()) {
            since.keySet()
                    .retainAll(live.stream().map(ContactSummaryView::contactId).collect(Collectors.toSet()));
        }
    }
}
