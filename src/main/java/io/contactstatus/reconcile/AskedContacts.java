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

    private record Asked(Instant at, boolean failed) {}

    private final Map<String, Asked> asked = new LinkedHashMap<>() {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Asked> eldest) {
            return size() > MOST;
        }
    };

    void add(String contactId, Instant now) {
        put(contactId, new Asked(now, false));
    }

    /// Amazon Connect could not be asked.
    void failed(String contactId, Instant now) {
        put(contactId, new Asked(now, true));
    }

    private void put(String contactId, Asked last) {
        asked.remove(contactId);
        asked.put(contactId, last);
    }

    boolean isOpen(Doubt doubt, Instant now) {
        var last = asked.get(doubt.contactId());
        if (last == null) {
            return true;
        }
        var isLongAgo = !now.isBefore(last.at().plus(AGAIN));
        return switch (doubt.reason()) {
            case LET_GO, GAP -> last.failed() ? isLongAgo : last.at().isBefore(doubt.since());
            case STALE -> isLongAgo;
        };
    }
}
