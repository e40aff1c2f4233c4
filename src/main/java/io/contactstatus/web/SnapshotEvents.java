package io.contactstatus.web;

import io.contactstatus.live.ServerEvent;
import java.util.AbstractList;
import java.util.List;
import java.util.function.Function;

/// A snapshot as events, between `reset` and `ready`. Each event is rendered when it is read: thousands of new
/// subscribers must not hold thousands of rendered events each.
final class SnapshotEvents<T> extends AbstractList<ServerEvent> {

    private static final ServerEvent RESET = new ServerEvent("reset", "{}");
    private static final ServerEvent READY = new ServerEvent("ready", "{}");

    private final List<T> items;
    private final Function<T, ServerEvent> event;

    SnapshotEvents(List<T> items, Function<T, ServerEvent> event) {
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
