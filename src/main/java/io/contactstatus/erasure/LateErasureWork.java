package io.contactstatus.erasure;

import io.contactstatus.jobs.ContinuousWork;
import io.contactstatus.jobs.TakenJob;
import io.contactstatus.store.ContactEraser;
import io.contactstatus.store.ErasureStore;
import io.contactstatus.store.StoreUnavailable;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Takes away what is left of contacts that turned out to be an erased customer's when the erasure was done: their
/// number came with a late record only.
@Component
final class LateErasureWork implements ContinuousWork {

    private static final Logger log = LoggerFactory.getLogger(LateErasureWork.class);

    private final ContactEraser contacts;
    private final ErasureStore erasures;
    private final BuriedContacts burials;
    private final ErasureProperties properties;

    LateErasureWork(
            ContactEraser contacts, ErasureStore erasures, BuriedContacts burials, ErasureProperties properties) {
        this.contacts = contacts;
        this.erasures = erasures;
        this.burials = burials;
        this.properties = properties;
    }

    @Override
    public String kind() {
        return "late-erasure";
    }

    @Override
    public Map<String, Map<String, String>> standing() {
        return Map.of("late", Map.of());
    }

    @Override
    public void run(TakenJob job) throws InterruptedException {
        do {
            Thread.sleep(properties.refresh());
        } while (round());
        throw BuriedContacts.left();
    }

    /// @return false when something can only be taken away by another instance
    boolean round() {
        var isElsewhere = false;
        try {
            for (var late : contacts.buriedLate()) {
                isElsewhere |= !isTaken(late);
            }
        } catch (StoreUnavailable away) {
            log.warn("late erasures go on later: {}", away.getMessage());
        }
        return !isElsewhere;
    }

    /// One that fails must not be in the way of the others, and is tried again here.
    private boolean isTaken(ContactEraser.Late late) {
        try {
            return burials.takeLate(late, erasures);
        } catch (StoreUnavailable away) {
            throw away;
        } catch (RuntimeException failed) {
            // Its message might quote what was read.
            log.warn(
                    "erased contact {} is taken away later: {}",
                    late.id(),
                    failed.getClass().getName());
            return true;
        }
    }
}
