package io.contactstatus.contact;

import java.util.Comparator;

/// Where a contact came from or went to.
///
/// @param type as Amazon Connect names it, `TELEPHONE_NUMBER` for phones; empty when it was not told
/// @param address E.164 for phones. Callers who hide their number share a few, such as `anonymous`: which ones
///   identify is decided in `identity`
public record Endpoint(String type, String address) implements Comparable<Endpoint> {

    private static final Comparator<Endpoint> ORDER =
            Comparator.comparing(Endpoint::address).thenComparing(Endpoint::type);

    public Endpoint {
        type = Bounds.word(type);
        address = Bounds.name(address);
    }

    @Override
    public int compareTo(Endpoint other) {
        return ORDER.compare(this, other);
    }

    /// Not a flow or a queue within Amazon Connect. To be asked of what a contact was transferred to.
    public boolean isOutside() {
        return !type.equals("CONTACT_FLOW") && !type.equals("QUEUE");
    }
}
