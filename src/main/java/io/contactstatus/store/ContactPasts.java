package io.contactstatus.store;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.PastChain;
import io.contactstatus.contact.Testimony;
import io.contactstatus.identity.CustomerIdentifiers;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/// Contacts as they were, out of `ContactHistory`.
final class ContactPasts implements PastChain.Histories {

    private final ContactHistoryTable histories;
    private final CustomerIdentifiers identifiers;
    private final Clock clock;

    ContactPasts(ContactHistoryTable histories, CustomerIdentifiers identifiers, Clock clock) {
        this.histories = histories;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    Optional<StoredContact> asOf(StoredContact now, Instant at) {
        return PastChain.asOf(now.contact(), at, clock.instant(), this)
                .map(then -> new StoredContact(
                        then, now.version(), now.expiresAt(), CustomerKeys.of(then, identifiers), null));
    }

    @Override
    public boolean read(ContactId id, Consumer<Testimony> reader) {
        var whole = true;
        for (var item : histories.testimonies(id)) {
            whole &= HistoryItem.hasFacts(item);
            reader.accept(HistoryItem.testimony(item));
        }
        return whole;
    }
}
