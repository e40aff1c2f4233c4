package io.contactstatus.contact;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/// All that may tell who the customer of a contact is: what the contact itself knows, then what its chain does.
///
/// @param identifying the first of these that is a key is the customer's identifier; the others find the
///   contact too
/// @param findingOnly these find the contact, but say nothing about the customer
public record Identifiers(List<Identifier> identifying, List<Identifier> findingOnly) {

    public Identifiers {
        identifying = List.copyOf(identifying);
        findingOnly = List.copyOf(findingOnly);
    }

    public static Identifiers of(Contact contact) {
        var identifying = new ArrayList<Identifier>();
        var findingOnly = new ArrayList<Identifier>();
        // The endpoint of a leg to an outside party is the outside party's.
        var thirdParty = new Method(contact.initiationMethod()).isThirdParty();
        for (var own : contact.identity().candidates()) {
            (thirdParty && own.type() == Identifier.Type.ENDPOINT ? findingOnly : identifying).add(own);
        }
        if (!contact.identity().withdrawn()) {
            ofOtherLegs(contact).flatMap(leg -> leg.candidates().stream()).forEach(identifying::add);
        }
        return new Identifiers(identifying, findingOnly);
    }

    /// Whether a contact record took out what this leg, or another one of its chain, knew of the customer.
    public static boolean anyWithdrawn(Contact contact) {
        return Stream.concat(
                        Stream.of(contact.identity()),
                        contact.chain().known().values().stream().map(LegFacts::identity))
                .anyMatch(Identity::withdrawn);
    }

    /// The first leg's knowledge first, then the others' in the order of their ids. An outside party is no
    /// customer.
    static Stream<Identity> ofOtherLegs(Contact contact) {
        var byLeg = new TreeMap<>(contact.chain().known());
        byLeg.remove(contact.id());
        return Stream.concat(Stream.ofNullable(byLeg.remove(contact.chainId())), byLeg.values().stream())
                .filter(leg -> !leg.method().isThirdParty())
                .map(LegFacts::identity);
    }
}
