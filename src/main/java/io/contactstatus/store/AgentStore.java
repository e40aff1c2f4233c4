package io.contactstatus.store;

import io.contactstatus.contact.Agent;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Agents, each as all its agent events show it.
public interface AgentStore {

    /// Joins the agent with what is known of it.
    default void show(Agent agent) {
        show(agent, known -> {});
    }

    /// Joins the agent with what is known of it.
    ///
    /// @param first is told what was known each time before it is written, null for nothing: what follows from
    ///   the change must be stored before the change is, for a repetition would not find it any more
    void show(Agent agent, Consumer<@Nullable Agent> first);

    /// What [#show] would join with, as far as this instance knows without asking twice.
    Optional<Agent> known(String agentId);

    Optional<Agent> find(String agentId);

    /// In a stable order.
    Page<Agent> all(int limit, @Nullable String from);
}
