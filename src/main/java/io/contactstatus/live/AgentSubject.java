package io.contactstatus.live;

import io.contactstatus.contact.Agent;
import io.contactstatus.store.AgentStore;
import io.contactstatus.view.AgentView;
import io.contactstatus.view.Veil;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Agents' seats, of whom all are live until nothing was heard of them for so long that the store has forgotten
/// them.
record AgentSubject(AgentStore seats) implements Subject<AgentView> {

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
    public String id(AgentView seat) {
        return seat.agentId();
    }

    /// What settles two events of one moment is not seen from outside; what the store says when it is asked
    /// again is.
    @Override
    public boolean isNews(AgentView known, AgentView heard) {
        var order = heard.lastEventAt().compareTo(known.lastEventAt());
        return order > 0 || (order == 0 && !heard.equals(known) && !knowsLess(heard, known));
    }

    /// Of one moment what was missed is only ever added to.
    private static boolean knowsLess(AgentView one, AgentView other) {
        return one.missed().size() < other.missed().size() && other.missed().containsAll(one.missed());
    }

    @Override
    public boolean isLive(AgentView seat) {
        return true;
    }

    @Override
    public boolean isSettled(AgentView seat) {
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
            var page = seats.all(PAGE, from);
            page.items().forEach(seat -> user.accept(seen(seat)));
            from = page.next();
        } while (from != null);
    }

    @Override
    public List<AgentView> find(Collection<String> ids) {
        return ids.stream()
                .map(seats::find)
                .flatMap(Optional::stream)
                .map(AgentSubject::seen)
                .toList();
    }

    static AgentView seen(Agent seat) {
        return AgentView.of(seat, Veil.LIFTED);
    }
}
