package io.contactstatus.store;

import io.contactstatus.contact.ContactId;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// Whether operations on the store are likely to succeed, by reading a contact that does not exist.
@Component("dynamodb")
class StoreHealth implements HealthIndicator {

    private static final ContactId MISSING = new ContactId("readiness");

    private final ContactStore store;

    StoreHealth(ContactStore store) {
        this.store = store;
    }

    @Override
    public Health health() {
        try {
            store.find(MISSING);
            return Health.up().build();
        } catch (StoreUnavailable | ContactRefused unavailable) {
            return Health.down()
                    .withDetail("reason", String.valueOf(unavailable.getMessage()))
                    .build();
        }
    }
}
