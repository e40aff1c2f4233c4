package io.contactstatus.pages;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Fact;
import io.contactstatus.names.LearntNames;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.StoredContact;
import io.contactstatus.view.ContactView;
import io.contactstatus.view.Situation;
import io.contactstatus.view.Staleness;
import io.contactstatus.view.Veil;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Lays out what is known of a contact, its chain and its customer, for pages to show.
@Component
class ContactDesk {

    /// Longer chains than this are of no use to anybody at one look.
    private static final int MOST_LEGS = 100;

    private static final int NEWEST = 50;

    private final ContactStore contacts;
    private final Latecomers latecomers;
    private final Staleness staleness;
    private final LearntNames names;
    private final Clock clock;

    ContactDesk(ContactStore contacts, Latecomers latecomers, Staleness staleness, LearntNames names, Clock clock) {
        this.contacts = contacts;
        this.latecomers = latecomers;
        this.staleness = staleness;
        this.names = names;
        this.clock = clock;
    }

    /// A contact together with its chain, as they lie in the store.
    record File(StoredContact stored, List<StoredContact> chain) {}

    /// @param atLeast versions that somebody was told of: what is shown must not be older
    Optional<File> file(String contactId, Map<ContactId, Long> atLeast) {
        if (!ContactId.isValid(contactId)) {
            return Optional.empty();
        }
        var id = new ContactId(contactId);
        var stored = contacts.find(id, atLeast.getOrDefault(id, 0L));
        return stored.map(found -> new File(found, chain(found, atLeast)));
    }

    private List<StoredContact> chain(StoredContact asked, Map<ContactId, Long> atLeast) {
        var legs = new ArrayList<>(contacts.chain(asked.contact().id(), MOST_LEGS));
        put(legs, asked);
        atLeast.forEach((id, version) -> {
            var isNew = legs.stream().noneMatch(leg -> leg.contact().id().equals(id) && leg.version() >= version);
            if (isNew) {
                contacts.find(id, version).ifPresent(leg -> put(legs, leg));
            }
        });
        return legs;
    }

    /// In place of an older one; a leg that the index does not know yet comes last, for it is the newest.
    private static void put(List<StoredContact> legs, StoredContact leg) {
        for (var index = 0; index < legs.size(); index++) {
            if (legs.get(index).contact().id().equals(leg.contact().id())) {
                legs.set(index, leg.version() > legs.get(index).version() ? leg : legs.get(index));
                return;
            }
        }
        legs.add(leg);
    }

    ContactCard card(File file, Veil veil) {
        var contact = file.stored().contact();
        var seen = contact.snapshot();
        var view = ContactView.of(file.stored(), veil, staleness).named(names);
        var provenance = seen.provenance();
        var now = clock.instant();
        return new ContactCard(
                view,
                direction(view),
                ContactLines.of(view, provenance),
                ContactLines.entries(view.attributes(), provenance.attributes(), null),
                ContactLines.entries(view.tags(), Map.of(), provenance.of(Fact.TAGS)),
                Freshness.of(seen, view.flags().stale(), now),
                TimeBar.of(seen.course(), now),
                ChainLeg.of(file.chain(), contact.id(), names, veil));
    }

    /// @param atLeast versions that somebody was told of: what is shown must not be older
    CustomerCard customer(StoredContact stored, Map<ContactId, Long> atLeast, Veil veil) {
        var id = stored.contact().id().value();
        var identifier = stored.customerIdentifier();
        if (identifier == null) {
            return CustomerCard.ofNobody(id);
        }
        var listed = contacts.ofCustomer(identifier, null, null, any -> true, NEWEST, null);
        var newest = latecomers.among(listed.items(), identifier, atLeast).stream()
                .map(Situation.Known::of)
                .toList();
        return CustomerCard.of(
                id, identifier, new Situation(newest, clock.instant()), listed.next() != null, names, veil);
    }

    private static String direction(ContactView contact) {
        var method = contact.initiationMethod();
        if (method == null) {
            return "unknown";
        }
        return switch (method) {
            case "INBOUND", "WEBRTC_API" -> "inbound";
            case "OUTBOUND", "EXTERNAL_OUTBOUND", "CALLBACK", "CAMPAIGN_PREVIEW" -> "outbound";
            case "TRANSFER", "QUEUE_TRANSFER" -> "transfer";
            default -> "internal";
        };
    }
}
