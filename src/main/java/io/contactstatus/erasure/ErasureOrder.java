package io.contactstatus.erasure;

import io.contactstatus.store.Erasure;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What never changes of an erasure, as its job keeps it. Nothing of the customer.
record ErasureOrder(List<String> digests, Instant requestedAt, Instant keptUntil) {

    private static final String DIGESTS = "digests";
    private static final String REQUESTED_AT = "requestedAt";
    private static final String KEPT_UNTIL = "keptUntil";

    ErasureOrder {
        digests = List.copyOf(digests);
    }

    static ErasureOrder of(Map<String, String> request) {
        return new ErasureOrder(
                List.of(text(request, DIGESTS).split(" ", -1)),
                Instant.parse(text(request, REQUESTED_AT)),
                Instant.parse(text(request, KEPT_UNTIL)));
    }

    private static String text(Map<String, String> request, String name) {
        return Objects.requireNonNull(request.get(name));
    }

    Map<String, String> toRequest() {
        return Map.of(
                DIGESTS,
                String.join(" ", digests),
                REQUESTED_AT,
                requestedAt.toString(),
                KEPT_UNTIL,
                keptUntil.toString());
    }

    Erasure begun(String id) {
        return Erasure.begun(id, digests, requestedAt, keptUntil);
    }
}
