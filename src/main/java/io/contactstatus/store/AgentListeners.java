package io.contactstatus.store;

import io.contactstatus.contact.Agent;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls every listener. One that throws harms neither the others nor the store.
record AgentListeners(List<AgentListener> all) implements AgentListener {

    static final AgentListeners NOBODY = new AgentListeners(List.of());

    private static final Logger log = LoggerFactory.getLogger(AgentListeners.class);

    AgentListeners {
        all = List.copyOf(all);
    }

    @Override
    public void shown(Agent agent) {
        for (var listener : all) {
            try {
                listener.shown(agent);
            } catch (RuntimeException failure) {
                // Its message may quote the agent.
                log.error(
                        "{} failed to hear of an agent: {}",
                        listener.getClass().getSimpleName(),
                        failure.getClass().getName());
            }
        }
    }
}
