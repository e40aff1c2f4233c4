package io.contactstatus.pages.card;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Fact;
import io.contactstatus.masking.Veil;
import io.contactstatus.names.LearntNames;
import io.contactstatus.pages.CalledNames;
import io.contactstatus.store.ContactReader;
import io.contactstatus.store.StoredContact;
import io.contactstatus.store.VisibleContacts;
import io.contactstatus.view.ContactView;
import io.contactstatus.view.Situation;
import io.contactstatus.view.Staleness;
import io.contactstatus.visibility.VisibleInstances;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Reads a contact, its chain and its customer, and lays them out as cards.
@Component
public class ContactCards {

    /// A longer chain could not be read at a glance.
    private static final int MOST_LEGS = 100;

    private static final int NEWEST = 50;

    private final VisibleContacts contacts;
    private final Staleness staleness;
    private final LearntNames names;
    private final CalledNames called;
    private final Clock clock;

    ContactCards(VisibleContacts contacts, Staleness staleness, LearntNames names, CalledNames called, Clock clock) {
        this.contacts = contacts;
        this.staleness = staleness;
        this.names = names;
        this.called = called;
        this.clock = clock;
    }

    /// A contact and its chain as stored.
    public record LoadedContact(StoredContact stored, List<StoredContact> chain) {}

    /// @param atLeast versions that the page was told of: what is read must not be older
    public Optional<LoadedContact> find(String contactId, Map<ContactId, Long> atLeast, VisibleInstances visible) {
        if (!ContactId.isValid(contactId)) {
            return Optional.empty();
        }
        var id = new ContactId(contactId);
        var readable = contacts.to(visible);
        var stored = readable.find(id, atLeast.getOrDefault(id, 0L));
        return stored.map(found -> new LoadedContact(found, chain(found, atLeast, readable)));
    }

    private static List<StoredContact> chain(
            StoredContact asked, Map<ContactId, Long> atLeast, ContactReader contacts) {
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

    /// Replaces an older version; a leg that the index does not have yet is the newest and goes last.
    private static void put(List<StoredContact> legs, StoredContact leg) {
        for (var index = 0; index < legs.size(); index++) {
            if (legs.get(index).contact().id().equals(leg.contact().id())) {
                legs.set(index, leg.version() > legs.get(index).version() ? leg : legs.get(index));
                return;
            }
        }
        legs.add(leg);
    }

    /// @param readsWords whether its viewer may read what was said
    public ContactCard card(LoadedContact loaded, Veil veil, boolean readsWords) {
        var contact = loaded.stored().contact();
        var seen = contact.snapshot();
        var seenByAll = ContactView.of(loaded.stored(), veil, staleness).named(names);
        var view = readsWords ? seenByAll.withWords(loaded.stored()) : seenByAll;
        var provenance = seen.provenance();
        var now = clock.instant();
        return new ContactCard(
                view,
                direction(view),
                FactLines.of(view, provenance, called),
                FactLines.entries(view.attributes(), provenance.attributes(), null),
                FactLines.entries(view.tags(), Map.of(), provenance.of(Fact.TAGS)),
                Freshness.of(seen, view.flags().stale(), now),
                TimeBar.of(seen.course(), now),
                ChainLeg.of(loaded.chain(), contact.id(), names, veil));
    }

    /// @param atLeast versions that the page was told of: what is read must not be older
    public CustomerCard customer(
            StoredContact stored, Map<ContactId, Long> atLeast, Veil veil, VisibleInstances visible) {
        var id = stored.contact().id().value();
        var identifier = stored.customerIdentifier();
        if (identifier == null) {
            return CustomerCard.ofNobody(id);
        }
        var readable = contacts.to(visible);
        var listed = readable.ofCustomer(identifier, null, null, any -> true, NEWEST, null);
        var newest = IndexLag.withExpected(readable, listed.items(), identifier, atLeast).stream()
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
            case "OUTBOUND",
                    "EXTERNAL_OUTBOUND",
                    "CALLBACK",
                    "CALLBACK_CUSTOMER_FIRST_QUEUED",
                    "CALLBACK_CUSTOMER_FIRST_DIALED",
                    "CAMPAIGN_PREVIEW" -> "outbound";
            case "TRANSFER", "QUEUE_TRANSFER" -> "transfer";
            default -> "internal";
        };
    }
}
