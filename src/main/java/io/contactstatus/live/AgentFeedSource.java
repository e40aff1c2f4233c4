package io.contactstatus.live;

import io.contactstatus.contact.Agent;
import io.contactstatus.masking.Veil;
import io.contactstatus.store.AgentStore;
import io.contactstatus.view.AgentView;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Agents. All are live until the store has expired them, after a long time without events.
record AgentFeedSource(AgentStore agents) implements FeedSource<AgentView> {

    static final String NAME = "agents";

    private static final int PAGE = 500;

    private static final Comparator<AgentView> BY_NAME = Comparator.comparing(
                    AgentView::username, Comparator.nullsLast(Comparator.<String>naturalOrder()))
            .thenComparing(AgentView::agentId);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String id(AgentView agent) {
        return agent.agentId();
    }

    @Override
    public @Nullable String instanceId(AgentView agent) {
        return agent.instanceId();
    }

    /// Of two events at the same moment, what decides in the store is not part of the view. So whatever differs
    /// counts as news, unless it only lacks missed contacts.
    @Override
    public boolean isNews(AgentView known, AgentView other) {
        var order = other.lastEventAt().compareTo(known.lastEventAt());
        return order > 0 || (order == 0 && !other.equals(known) && !knowsLess(other, known));
    }

    /// At one moment missed contacts are only added.
    private static boolean knowsLess(AgentView one, AgentView other) {
        return one.missed().size() < other.missed().size() && other.missed().containsAll(one.missed());
    }

    @Override
    public boolean isLive(AgentView agent) {
        return true;
    }

    @Override
    public boolean isSettled(AgentView agent) {
        return false;
    }

    @Override
    public Comparator<AgentView> order() {
        return BY_NAME;
    }

    @Override
    public Optional<AgentView> gone(AgentView last) {
        return Optional.empty();
    }

    @Override
    public void forEachLive(Consumer<AgentView> user) {
        String from = null;
        do {
            var page = agents.all(PAGE, from);
            page.items().forEach(agent -> user.accept(seen(agent)));
            from = page.next();
        } while (from != null);
    }

    @Override
    public List<AgentView> find(Collection<String> ids) {
        return ids.stream()
                .map(agents::find)
                .flatMap(Optional::stream)
                .map(AgentFeedSource::seen)
                .toList();
    }

    static AgentView seen(Agent agent) {
        return AgentView.of(agent, Veil.LIFTED);
    }
}
