package io.contactstatus.ingest;

import io.contactstatus.contact.ContactId;
import io.contactstatus.store.ContactEraser;
import io.contactstatus.store.ErasedCustomers;
import io.contactstatus.store.ErasureStore;
import io.contactstatus.store.NamedContacts;
import io.contactstatus.store.StoreRetry;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Which of the records that are rejected name a contact that was erased: in the dead letters they would be what is
/// left of it. Asked for a batch at once, and only where anybody ever was erased.
@Component
class ErasedRecords {

    private final ErasedCustomers erased;
    private final ContactEraser contacts;
    private final ErasureStore erasures;
    private final StoreConcurrency concurrency;

    ErasedRecords(ErasedCustomers erased, ContactEraser contacts, ErasureStore erasures, StoreConcurrency concurrency) {
        this.erased = erased;
        this.contacts = contacts;
        this.erasures = erasures;
        this.concurrency = concurrency;
    }

    /// By which erasure each of them is to be dropped, in their order.
    List<Optional<String>> erasures(List<byte[]> payloads, StoreRetry retry) {
        if (payloads.isEmpty() || retry.untilDone(erased::areNone)) {
            return none(payloads.size());
        }
        // Many faults may be told of one payload as a whole.
        var named = new IdentityHashMap<byte[], Set<ContactId>>();
        payloads.forEach(payload -> named.computeIfAbsent(payload, NamedContacts::in));
        var all = new HashSet<ContactId>();
        named.values().forEach(all::addAll);
        var by = all.isEmpty()
                ? Map.<ContactId, String>of()
                : retry.untilDone(() -> concurrency.withPermit(() -> contacts.erasures(all)));
        return payloads.stream()
                .map(payload -> erasure(named.getOrDefault(payload, Set.of()), by))
                .toList();
    }

    static List<Optional<String>> none(int records) {
        return Collections.nCopies(records, Optional.empty());
    }

    private static Optional<String> erasure(Set<ContactId> named, Map<ContactId, String> by) {
        return named.stream().map(by::get).filter(Objects::nonNull).findFirst();
    }

    /// Counts those that were dropped, by their erasures.
    void dropped(List<String> by, StoreRetry retry) {
        by.stream()
                .collect(Collectors.groupingBy(erasure -> erasure, Collectors.summingInt(one -> 1)))
                .forEach((erasure, records) -> retry.untilDone(() -> concurrency.withPermit(() -> {
                    erasures.dropped(erasure, records);
                    return records;
                })));
    }
}
