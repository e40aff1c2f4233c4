package io.contactstatus.store;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.Identifier;
import io.contactstatus.contact.Identifiers;
import io.contactstatus.identity.CustomerIdentifiers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a contact is found by, in normal form.
///
/// @param identifier what its customer is known by; null when no one in particular is known, as with a withheld
///   number
/// @param further the other keys: a number beside a customer id, a number to call back, what other legs of the
///   chain know. Without the identifier
public record CustomerKeys(@Nullable String identifier, List<String> further) {

    public static final CustomerKeys NONE = new CustomerKeys(null, List.of());

    /// What DynamoDB takes as the key of an index, in any alphabet.
    private static final int LONGEST = 512;

    /// Nothing longer can be asked for.
    private static final int LONGEST_FURTHER = 256;

    /// A contact is found by so many besides, the ones of its own first. Each costs a write.
    private static final int MOST_FURTHER = 16;

    public CustomerKeys {
        further = List.copyOf(further);
    }

    public static CustomerKeys only(String identifier) {
        return new CustomerKeys(identifier, List.of());
    }

    static CustomerKeys of(Contact contact, CustomerIdentifiers identifiers) {
        if (!contact.isHeardOf()) {
            return NONE;
        }
        var candidates = Identifiers.of(contact);
        var keys = keys(candidates.identifying(), identifiers);
        var identifier = keys.isEmpty() ? null : keys.getFirst();
        keys.addAll(keys(candidates.findingOnly(), identifiers));
        return new CustomerKeys(identifier, further(keys, identifier));
    }

    private static LinkedHashSet<String> keys(List<Identifier> candidates, CustomerIdentifiers identifiers) {
        var keys = new LinkedHashSet<String>();
        // Most legs of a chain know the same.
        for (var candidate : new LinkedHashSet<>(candidates)) {
            key(candidate, identifiers).map(CustomerKeys::bounded).ifPresent(keys::add);
        }
        return keys;
    }

    private static Optional<String> key(Identifier candidate, CustomerIdentifiers identifiers) {
        return switch (candidate.type()) {
            case ENDPOINT -> identifiers.keyOfEndpoint(candidate.endpointType(), candidate.value());
            case ASSIGNED, ATTRIBUTE, CUSTOMER_ID -> identifiers.key(candidate.value());
        };
    }

    private static String bounded(String key) {
        return key.length() > LONGEST ? key.substring(0, LONGEST) : key;
    }

    private static List<String> further(Set<String> keys, @Nullable String identifier) {
        return keys.stream()
                .filter(key -> !key.equals(identifier) && key.length() <= LONGEST_FURTHER)
                .limit(MOST_FURTHER)
                .toList();
    }

    /// The same keys, when the index has the contact under another of them than the first one: it was written
    /// before the order was what it is.
    CustomerKeys listedBy(@Nullable String stored) {
        if (stored == null || stored.equals(identifier) || !further.contains(stored)) {
            return this;
        }
        return new CustomerKeys(stored, further(new LinkedHashSet<>(all()), stored));
    }

    /// The identifier first, where there is one.
    List<String> all() {
        var all = new ArrayList<String>();
        if (identifier != null) {
            all.add(identifier);
        }
        all.addAll(further);
        return all;
    }

    public boolean contains(String key) {
        return key.equals(identifier) || further.contains(key);
    }
}
