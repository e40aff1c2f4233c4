package io.contactstatus.announce;

import io.contactstatus.contact.ContactId;
import io.contactstatus.store.Outbox.Pending;
import io.contactstatus.store.OutboxMark;
import java.util.LinkedHashMap;
import java.util.Map;

/// The last changes that this process announced, so that a mark that comes back is not announced again: a
/// writer that had read the contact before its mark was taken away has written the mark with it.
final class RecentlyAnnounced {

    private static final int MOST_REMEMBERED = 10_000;

    private final Map<ContactId, OutboxMark> changes = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ContactId, OutboxMark> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    synchronized boolean contains(Pending pending) {
        return pending.outboxMark().equals(changes.get(pending.id()));
    }

    synchronized void add(Pending pending) {
        // Put at the end, as the newest.
        changes.remove(pending.id());
        changes.put(pending.id(), pending.outboxMark());
    }
}
