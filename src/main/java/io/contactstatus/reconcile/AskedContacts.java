package io.contactstatus.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// When which contact was asked about, so that none is asked about over and over. The oldest are forgotten, and asked
/// about once more at worst.
final class AskedContacts {

    /// What Amazon Connect could not be asked, or has said nothing new about, is asked again after so long.
    private static final Duration AGAIN = Duration.ofMinutes(10);

    private static final int MOST = 20_000;

    private final Map<String, Instant> asked = new LinkedHashMap<>() {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST;
        }
    };

    void add(String contactId, Instant now) {
        asked.remove(contactId);
        asked.put(contactId, now);
    }

    boolean isOpen(Doubt doubt, Instant now) {
        var last = asked.get(doubt.contactId());
        if (last == null) {
            return true;
        }
        return switch (doubt.reason()) {
            case LET_GO, GAP -> last.isBefore(doubt.since());
            case STALE -> !now.isBefore(last.plus(AGAIN));
        };
    }
}
