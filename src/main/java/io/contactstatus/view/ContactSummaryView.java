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

    /// A lifted one as it is shown to somebody else. What the veil has hidden is not given back.
    public ContactSummaryView under(Veil veil) {
        if (veil == Veil.LIFTED || customer == null) {
            return this;
        }
        return new ContactSummaryView(
                contactId,
                status,
                statusSince,
                active,
                channel,
                initiationMethod,
                customer.under(veil),
                queue,
                agent,
                flags,
                timestamps,
                durationSeconds,
                disconnectReason,
                chain,
                version);
    }

    /// The same, when it is not among the live ones any more and nothing else is known. Nobody works on it either then.
    public ContactSummaryView ended() {
        return new ContactSummaryView(
                contactId,
                status == Status.AFTER_CONTACT_WORK ? Status.COMPLETED : status,
                statusSince,
                false,
                channel,
                initiationMethod,
                customer,
                queue,
                agent,
                flags,
                timestamps,
                durationSeconds,
                disconnectReason,
                chain,
                version);
    }
}
