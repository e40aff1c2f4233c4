package io.contactstatus.view;

import io.contactstatus.contact.Snapshot;
import io.contactstatus.contact.Status;
import io.contactstatus.store.StoredContact;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A contact as lists show it.
@Schema(name = "ContactSummary", description = "A contact as lists show it.")
public record ContactSummaryView(
        String contactId,
        Status status,
        @Nullable Instant statusSince,
        boolean active,
        @Nullable String channel,
        @Nullable String initiationMethod,
        ContactView.@Nullable Customer customer,
        ContactView.@Nullable Queue queue,
        ContactView.@Nullable Agent agent,
        ContactView.Flags flags,
        Snapshot.Timestamps timestamps,
        @Nullable Integer durationSeconds,
        @Nullable String disconnectReason,
        ContactView.Chain chain,
        long version) {

    public static ContactSummaryView of(StoredContact stored, Veil veil) {
        var seen = stored.contact().snapshot();
        return new ContactSummaryView(
                seen.contactId().value(),
                seen.status(),
                seen.statusSince(),
                seen.active(),
                seen.channel(),
                seen.initiationMethod(),
                ContactView.Customer.of(stored, seen.customer(), veil),
                ContactView.Queue.of(seen.queue()),
                ContactView.Agent.of(seen.agent()),
                ContactView.Flags.of(seen.flags()),
                seen.timestamps(),
                seen.durationSeconds(),
                seen.disconnectReason(),
                ContactView.Chain.of(seen.chain()),
                stored.version());
    }

    public static List<ContactSummaryView> all(List<StoredContact> stored, Veil veil) {
        return stored.stream().map(one -> of(one, veil)).toList();
    }
}
