package io.contactstatus.contact;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The customer that is shown of a contact: by its own leg, else by the first other one that knows. Where a
/// contact record took the customer's data out, no other leg brings it back.
final class CustomerResolution {

    private final Contact contact;

    CustomerResolution(Contact contact) {
        this.contact = contact;
    }

    Snapshot.Customer customer() {
        var own = contact.identity();
        return own.withdrawn()
                ? new Snapshot.Customer(own.identifier(), own.shownEndpoint(), own.shownCustomerId())
                : new Snapshot.Customer(
                        firstKnown(Identity::identifier),
                        firstKnown(Identity::shownEndpoint),
                        firstKnown(Identity::shownCustomerId));
    }

    private <T> @Nullable T firstKnown(Function<Identity, @Nullable T> part) {
        var own = part.apply(contact.identity());
        return own != null
                ? own
                : Identifiers.ofOtherLegs(contact)
                        .map(part)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    /// Which source tells it; null also where only another leg does.
    @Nullable
    Attribution by() {
        var customer = customer();
        if (customer.identifier() == null && customer.endpoint() == null && customer.customerId() == null) {
            return null;
        }
        var own = contact.identity();
        if (own.assigned() != null) {
            return Attribution.by(own.assigned().stamp());
        }
        var recorded = own.recorded();
        if (recorded != null
                && (recorded.attribute() != null || recorded.customerId() != null || recorded.endpoint() != null)) {
            return Attribution.by(Source.CONTACT_RECORD, recorded.edition().lastUpdate());
        }
        if (own.attribute() != null) {
            return Attribution.by(own.attribute().stamp());
        }
        if (own.endpoint() != null) {
            return Attribution.by(own.endpoint().stamp());
        }
        return own.customerId() == null ? null : Attribution.by(own.customerId().stamp());
    }
}
