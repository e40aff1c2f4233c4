package io.contactstatus.live;

import io.contactstatus.view.ContactSummaryView;
import org.springframework.context.ApplicationContext;
import org.springframework.core.ParameterizedTypeReference;

/// Changes of contacts that other instances have stored, as the bus brings them: for tests that need more than a store
/// takes while they run. They have to keep the state from being compared with the store (`live.refresh`).
public final class PeerChanges {

    private final ChangeQueue<ContactSummaryView> queue;

    public PeerChanges(ApplicationContext service) {
        queue = service.getBeanProvider(new ParameterizedTypeReference<ChangeQueue<ContactSummaryView>>() {})
                .getObject();
    }

    public void bring(ContactSummaryView contact) {
        queue.offerRemote(contact);
    }
}
