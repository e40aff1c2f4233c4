package io.contactstatus.contact;

import java.util.Comparator;
import java.util.Locale;
import java.util.Set;

/// Where a contact came from or went to.
///
/// @param type as Amazon Connect names it, `TELEPHONE_NUMBER` for phones; empty when it was not told
/// @param address E.164 for phones. Callers who hide their number all have the address `anonymous`: see
///   [#isSomebody]
public record Endpoint(String type, String address) implements Comparable<Endpoint> {

    private static final Set<String> NOBODY =
            Set.of("", "anonymous", "unknown", "restricted", "private", "unavailable", "withheld");

    private static final Comparator<Endpoint> ORDER =
            Comparator.comparing(Endpoint::address).thenComparing(Endpoint::type);

    public Endpoint {
        type = Bounds.word(type);
        address = Bounds.name(address);
    }

    /// False for hidden numbers: taking `anonymous` for an identifier would make one customer of all hidden callers.
    public boolean isSomebody() {
        return !NOBODY.contains(address.strip().toLowerCase(Locale.ROOT));
    }

    @Override
    public int compareTo(Endpoint other) {
        return ORDER.compare(this, other);
    }
}
