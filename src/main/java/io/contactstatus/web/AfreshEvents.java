package io.contactstatus.web;

import io.contactstatus.live.ServerEvent;
import java.util.AbstractList;
import java.util.List;
import java.util.function.Function;

/// Everything there is, between `reset` and `ready`. Each event is made when it is asked for: thousands of subscribers
/// that come at once must not hold thousands of them each.
final class AfreshEvents<T> extends AbstractList<ServerEvent> {

    private static final ServerEvent RESET = new ServerEvent("reset", "{}");
    private static final ServerEvent READY = new ServerEvent("ready", "{}");

    private final List<T> items;
    private final Function<T, ServerEvent> event;

    AfreshEvents(List<T> items, Function<T, ServerEvent> event) {
        this.items = items;
        this.event = event;
    }

    @Override
    public ServerEvent get(int index) {
        if (index == 0) {
            return RESET;
        }
        return index == size() - 1 ? READY : event.apply(items.get(index - 1));
    }

    @Override
    public int size() {
        return items.size() + 2;
    }
}
