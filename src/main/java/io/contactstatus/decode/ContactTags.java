package io.contactstatus.decode;

import io.contactstatus.contact.Endpoint;
import io.contactstatus.dialect.FieldName;
import io.contactstatus.dialect.Fields;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A contact's tags: those the operator gave, and what Amazon Connect says among its own.
///
/// @param own without those of Amazon Connect
record ContactTags(SortedMap<String, String> own, @Nullable Endpoint systemEndpoint) {

    private static final String CONNECTS = "aws:connect:";
    private static final String SYSTEM_ENDPOINT = "aws:connect:systemEndpoint";

    private static final ContactTags NONE = new ContactTags(Collections.emptySortedMap(), null);

    static ContactTags in(Fields record, FieldName key) {
        var all = record.object(key);
        if (all.isEmpty()) {
            return NONE;
        }
        var own = new TreeMap<String, String>();
        all.tree().forEachEntry((name, value) -> {
            var text = Fields.scalar(value);
            if (text != null && !name.startsWith(CONNECTS)) {
                own.put(name, text);
            }
        });
        return new ContactTags(own, endpoint(Fields.scalar(all.tree().get(SYSTEM_ENDPOINT))));
    }

    private static @Nullable Endpoint endpoint(@Nullable String address) {
        if (address == null || address.isBlank()) {
            return null;
        }
        return new Endpoint(address.startsWith("+") ? "TELEPHONE_NUMBER" : "", address);
    }
}
