package io.contactstatus.decode;

import io.contactstatus.contact.Endpoint;
import java.util.Collections;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// A contact's tags: those the operator gave, and what Amazon Connect says among its own.
///
/// @param own without those of Amazon Connect
record Tags(SortedMap<String, String> own, @Nullable Endpoint systemEndpoint) {

    private static final String CONNECTS = "aws:connect:";
    private static final String SYSTEM_ENDPOINT = "aws:connect:systemEndpoint";

    private static final Tags NONE = new Tags(Collections.emptySortedMap(), null);

    static Tags in(Fields record, Key key) {
        if (!record.has(key)) {
            return NONE;
        }
        var all = record.texts(key);
        var endpoint = endpoint(all.get(SYSTEM_ENDPOINT));
        all.keySet().removeIf(name -> name.startsWith(CONNECTS));
        return new Tags(all, endpoint);
    }

    private static @Nullable Endpoint endpoint(@Nullable String address) {
        if (address == null || address.isBlank()) {
            return null;
        }
        return new Endpoint(address.startsWith("+") ? "TELEPHONE_NUMBER" : "", address);
    }
}
