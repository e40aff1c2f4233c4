package io.contactstatus.contact;

import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who the customer of one leg is, from every source that knows.
///
/// @param assigned what a CRM or a flow told us outright
/// @param attribute the value of the contact attribute that the operator named as identifying
/// @param recorded what the contact record says; outranks the live sources in what it speaks about
/// @param withdrawn a contact record took the customer's data out. From then on nothing that the live sources
///   tell, however late, brings it back, and nothing is inherited
public record Identity(
        @Nullable Latest<String> assigned,
        @Nullable Latest<String> attribute,
        @Nullable Latest<String> customerId,
        @Nullable Latest<Endpoint> endpoint,
        @Nullable Recorded recorded,
        boolean withdrawn) {

    public static final Identity UNKNOWN = new Identity(null, null, null, null, null, false);

    /// What one copy of the contact record says about the customer. Null is silence.
    ///
    /// @param endpointDenied it says outright that there is no endpoint, whatever the live sources told
    public record Recorded(
            Edition edition,
            @Nullable String attribute,
            @Nullable String customerId,
            @Nullable Endpoint endpoint,
            boolean endpointDenied)
            implements Comparable<Recorded> {

        // One edition says one thing, unless the operator names another identifying attribute in between.
        private static final Comparator<Recorded> ORDER = Comparator.comparing(Recorded::edition)
                .thenComparing(Recorded::attribute, nullsFirst(naturalOrder()))
                .thenComparing(Recorded::customerId, nullsFirst(naturalOrder()))
                .thenComparing(Recorded::endpoint, nullsFirst(naturalOrder()))
                .thenComparing(Recorded::endpointDenied);

        public Recorded {
            attribute = Bounds.nameOrNull(attribute);
            customerId = Bounds.nameOrNull(customerId);
        }

        @Override
        public int compareTo(Recorded other) {
            return ORDER.compare(this, other);
        }
    }

    public Identity {
        if (withdrawn) {
            attribute = null;
            customerId = null;
            endpoint = null;
        }
    }

    Identity join(Identity other) {
        if (equals(other)) {
            return this;
        }
        return new Identity(
                Latest.of(assigned, other.assigned),
                Latest.of(attribute, other.attribute),
                Latest.of(customerId, other.customerId),
                Latest.of(endpoint, other.endpoint),
                newest(recorded, other.recorded),
                withdrawn || other.withdrawn);
    }

    private static @Nullable Recorded newest(@Nullable Recorded one, @Nullable Recorded other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) >= 0 ? one : other;
    }

    Identity withoutPerson() {
        return new Identity(null, null, null, null, null, withdrawn);
    }

    boolean isUnknown() {
        return equals(UNKNOWN);
    }

    /// What may tell who the customer is, in the order in which it identifies: [#assigned], the attribute, the
    /// address, the customer id.
    public List<Identifier> candidates() {
        var candidates = new ArrayList<Identifier>();
        if (assigned != null) {
            candidates.add(Identifier.of(Identifier.Type.ASSIGNED, assigned.value()));
        }
        var named = shownAttribute();
        if (named != null) {
            candidates.add(Identifier.of(Identifier.Type.ATTRIBUTE, named));
        }
        var address = shownEndpoint();
        if (address != null) {
            candidates.add(Identifier.of(address));
        }
        var id = shownCustomerId();
        if (id != null) {
            candidates.add(Identifier.of(Identifier.Type.CUSTOMER_ID, id));
        }
        candidates.removeIf(candidate -> candidate.value().isBlank());
        return candidates;
    }

    /// The first candidate, whether it is a key or not. Null when there is none.
    @Nullable
    String identifier() {
        var candidates = candidates();
        return candidates.isEmpty() ? null : candidates.getFirst().value();
    }

    @Nullable
    String shownAttribute() {
        if (recorded != null && recorded.attribute != null) {
            return recorded.attribute;
        }
        return attribute == null ? null : attribute.value();
    }

    @Nullable
    String shownCustomerId() {
        if (recorded != null && recorded.customerId != null) {
            return recorded.customerId;
        }
        return customerId == null ? null : customerId.value();
    }

    @Nullable
    Endpoint shownEndpoint() {
        if (recorded != null && (recorded.endpoint != null || recorded.endpointDenied)) {
            return recorded.endpoint;
        }
        return endpoint == null ? null : endpoint.value();
    }
}
