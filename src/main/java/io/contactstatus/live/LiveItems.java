package io.contactstatus.live;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The live items of a feed, and those that have ended lately: an old message about one of these must not bring
/// it back.
///
/// Guarded by the [LiveState] it belongs to.
final class LiveItems<T> {

    private static final int MAX_ENDED = 10_000;

    /// How long the store is asked for news of an ended item: its after-contact work, and its contact record.
    private static final Duration AFTERMATH = Duration.ofMinutes(10);

    private final FeedSource<T> source;
    private final Map<String, T> live = new HashMap<>();
    /// The same in list order: sorting thousands for each of thousands of new subscribers would take too long.
    private final NavigableSet<T> inOrder;
    private final Map<String, Ended<T>> ended = new Recent<>();

    LiveItems(FeedSource<T> source) {
        this.source = source;
        inOrder = new TreeSet<>(source.order());
    }

    private record Ended<T>(T item, long since) {

        static <T> Ended<T> now(T item) {
            return new Ended<>(item, System.nanoTime());
        }

        boolean isLate() {
            return System.nanoTime() - since > AFTERMATH.toNanos();
        }
    }

    private static final class Recent<T> extends LinkedHashMap<String, Ended<T>> {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Ended<T>> eldest) {
            return size() > MAX_ENDED;
        }
    }

    @Nullable
    T find(String id) {
        var item = live.get(id);
        if (item != null) {
            return item;
        }
        var past = ended.get(id);
        return past == null ? null : past.item();
    }

    void put(String id, T item) {
        removeLive(id);
        if (source.isLive(item)) {
            ended.remove(id);
            live.put(id, item);
            inOrder.add(item);
        } else {
            putEnded(id, item);
        }
    }

    void putEnded(String id, T item) {
        ended.put(id, Ended.now(item));
    }

    void remove(String id) {
        removeLive(id);
        ended.remove(id);
    }

    private void removeLive(String id) {
        var item = live.remove(id);
        if (item != null) {
            inOrder.remove(item);
        }
    }

    List<T> inOrder() {
        return List.copyOf(inOrder);
    }

    int size() {
        return live.size();
    }

    /// Those of which more is expected, by their ids.
    Map<String, T> unsettled() {
        var items = new HashMap<>(live);
        ended.forEach((id, past) -> {
            if (!past.isLate() && !source.isSettled(past.item())) {
                items.put(id, past.item());
            }
        });
        return items;
    }
}
