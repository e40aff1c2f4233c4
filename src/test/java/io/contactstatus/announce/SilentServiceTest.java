package io.contactstatus.announce;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.store.ContactListener;
import io.contactstatus.web.GuardedService;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

@GuardedService
class SilentServiceTest {

    @Autowired
    private ObjectProvider<EventBridgeClient> clients;

    @Autowired
    private Map<String, ContactListener> listeners;

    @Test
    void announcesNothingUnlessItIsToldTo() {
        assertThat(clients.stream()).isEmpty();
        assertThat(listeners).doesNotContainKey("announcedChanges");
    }
}
