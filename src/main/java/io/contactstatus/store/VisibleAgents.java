package io.contactstatus.store;

import io.contactstatus.contact.Agent;
import io.contactstatus.visibility.VisibleInstances;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The way to agents for whatever answers a caller: an agent is of the instance that its ARN names.
@Component
public class VisibleAgents {

    /// Agents looked at for one page: where hardly any is shown, a page may come out short.
    private static final int MOST_LOOKED_AT = 2_000;

    private final AgentStore agents;

    public VisibleAgents(AgentStore agents) {
        this.agents = agents;
    }

    public Optional<Agent> find(String agentId, VisibleInstances visible) {
        return agents.find(agentId).filter(agent -> visible.includeOwnerOf(agent.agentArn()));
    }

    /// In a stable order.
    public Page<Agent> all(VisibleInstances visible, int limit, @Nullable String from) {
        var found = new ArrayList<Agent>();
        var position = from;
        var lookedAt = 0;
        do {
            var page = agents.all(limit - found.size(), position);
            page.items().stream()
                    .filter(agent -> visible.includeOwnerOf(agent.agentArn()))
                    .forEach(found::add);
            lookedAt += Math.max(1, page.items().size());
            position = page.next();
        } while (position != null && found.size() < limit && lookedAt < MOST_LOOKED_AT);
        return new Page<>(found, position);
    }
}
