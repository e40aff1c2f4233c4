package io.contactstatus.announce;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.Source;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/// Makes up what may be heard of a few contacts, in no order that life would have.
final class AnyNews {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private final RandomGenerator random;
    private final List<ContactId> ids;

    AnyNews(RandomGenerator random, List<ContactId> ids) {
        this.random = random;
        this.ids = ids;
    }

    Contact next() {
        return of(one());
    }

    Contact of(ContactId id) {
        var at = NOON.plusSeconds(random.nextInt(100));
        var facts = Facts.about(id, Source.CONTACT_EVENT).heardAt(at);
        return switch (random.nextInt(8)) {
            case 0 ->
                facts.initiated(Moment.exact(at)).initiationMethod("INBOUND").toContact();
            case 1 -> facts.enqueued(Moment.exact(at), null).toContact();
            case 2 -> facts.connectedToAgent(Moment.exact(at)).toContact();
            case 3 -> facts.disconnected(Moment.exact(at)).toContact();
            case 4 ->
                facts.agentState(random.nextBoolean() ? "CONNECTED_ONHOLD" : "CONNECTED", at, null)
                        .toContact();
            case 5 -> transfer(facts);
            default ->
                facts.attribute("k", Integer.toString(random.nextInt(9)), at).toContact();
        };
    }

    /// Tells the leg before as well.
    private Contact transfer(Facts facts) {
        var previous = one();
        return facts.initiationMethod("TRANSFER")
                .initialContact(ids.getFirst())
                .previousContact(previous)
                .toContact();
    }

    private ContactId one() {
        return ids.get(random.nextInt(ids.size()));
    }
}
