package io.contactstatus.live;

import io.contactstatus.contact.Seat;
import io.contactstatus.store.SeatStore;
import io.contactstatus.view.SeatView;
import io.contactstatus.view.Veil;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Agents' seats, of whom all are live until nothing was heard of them for so long that the store has forgotten them.
record SeatSubject(SeatStore seats) implements Subject<SeatView> {

    static final String NAME = "agents";

    private static final int PAGE = 500;

    private static final Comparator<SeatView> BY_NAME = Comparator.comparing(
                    SeatView::username, Comparator.nullsLast(Comparator.<String>naturalOrder()))
            .thenComparing(SeatView::agentId);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String id(SeatView seat) {
        return seat.agentId();
    }

    /// What settles two events of one moment is not seen from outside; what the store says when it is asked again is.
    @Override
    public boolean isNews(SeatView known, SeatView heard) {
        var order = heard.lastEventAt().compareTo(known.lastEventAt());
        return order > 0 || (order == 0 && !heard.equals(known) && !knowsLess(heard, known));
    }

    /// Of one moment what was missed is only ever added to.
    private static boolean knowsLess(SeatView one, SeatView other) {
        return one.missed().size() < other.missed().size() && other.missed().containsAll(one.missed());
    }

    @Override
    public boolean isLive(SeatView seat) {
        return true;
    }

    @Override
    public boolean isSettled(SeatView seat) {
        return false;
    }

    @Override
    public Comparator<SeatView> order() {
        return BY_NAME;
    }

    @Override
    public Optional<SeatView> gone(SeatView last) {
        return Optional.empty();
    }

    @Override
    public void forEachLive(Consumer<SeatView> user) {
        String from = null;
        do {
            var page = seats.all(PAGE, from);
            page.items().forEach(seat -> user.accept(seen(seat)));
            from = page.next();
        } while (from != null);
    }

    @Override
    public List<SeatView> find(Collection<String> ids) {
        return ids.stream()
                .map(seats::find)
                .flatMap(Optional::stream)
                .map(SeatSubject::seen)
                .toList();
    }

    static SeatView seen(Seat seat) {
        return SeatView.of(seat, Veil.LIFTED);
    }
}
