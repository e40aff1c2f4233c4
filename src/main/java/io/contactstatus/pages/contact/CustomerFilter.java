package io.contactstatus.pages.contact;

import io.contactstatus.contact.Snapshot;
import org.jspecify.annotations.Nullable;

/// The filter of a customer's contacts.
///
/// @param show `live`, `over`, or anything else for all
/// @param channel empty or null for all
public record CustomerFilter(
        @Nullable String show, @Nullable String channel) {

    boolean admits(Snapshot seen) {
        return isShown(seen) && (channel == null || channel.isEmpty() || channel.equals(seen.channel()));
    }

    private boolean isShown(Snapshot seen) {
        if ("live".equals(show)) {
            return seen.isListedAsActive();
        }
        return !"over".equals(show) || !seen.active();
    }
}
