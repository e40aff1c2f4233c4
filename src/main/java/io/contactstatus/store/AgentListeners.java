package io.contactstatus.store;

import io.contactstatus.contact.Agent;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All who want to hear of seats, none of whom can spoil it for the others or for the store.
record AgentListeners(List<AgentListener> all) implements AgentListener {

    static final AgentListeners NOBODY = new AgentListeners(List.of());

    private static final Logger log = LoggerFactory.getLogger(AgentListeners.class);

    AgentListeners {
        all = List.copyOf(all);
    }

    @Override
    public void shown(Agent seat) {
        for (var listener : all) {
            try {
                listener.shown(seat);
            } catch (RuntimeException failure) {
                // Its message may quote the seat.
                log.error(
                        "{} failed to hear of a seat: {}",
                        listener.getClass().getSimpleName(),
                        failure.getClass().getName());
            }
        }
    }
}
