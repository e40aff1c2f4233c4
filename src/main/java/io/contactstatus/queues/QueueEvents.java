package io.contactstatus.queues;

import io.contactstatus.live.EventSource;
import io.contactstatus.live.ServerEvent;
import io.contactstatus.problems.ProblemException;
import io.contactstatus.store.QueueKey;
import io.contactstatus.store.StoreUnavailable;
import io.contactstatus.visibility.VisibleInstances;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import tools.jackson.databind.json.JsonMapper;

/// Queues as one reader of a stream gets them: all of them first, then each that has changed, and as empty each that is
/// known no more.
final class QueueEvents implements EventSource {

    /// So many are rendered and written at once.
    private static final int BATCH = 100;

    private final LiveQueues live;
    private final VisibleInstances visible;
    private final JsonMapper json;
    private final Map<QueueKey, LiveQueueView> told = new HashMap<>();
    private final Queue<LiveQueueView> waiting = new ArrayDeque<>();
    private List<QueueOutlook> last;
    private boolean begun;
    private boolean ready;
    private boolean over;

    /// @throws StoreUnavailable while the request can still be answered with it
    QueueEvents(LiveQueues live, VisibleInstances visible, JsonMapper json) {
        this.live = live;
        this.visible = visible;
        this.json = json;
        last = live.all();
        compare();
    }

    @Override
    public List<ServerEvent> next(Duration patience) throws InterruptedException {
        if (ready && waiting.isEmpty()) {
            Thread.sleep(patience);
            look();
        }
        if (over) {
            return List.of(new ServerEvent("dropped", "{\"reason\":\"unavailable\"}"));
        }
        return events();
    }

    private void look() {
        try {
            var now = live.all();
            // Mostly the very same.
            if (!now.equals(last)) {
                last = now;
                compare();
            }
        } catch (StoreUnavailable | ProblemException away) {
            // What is not known to be true any more is not told as if it were: the client comes again.
            over = true;
        }
    }

    private void compare() {
        var gone = new HashMap<>(told);
        for (var queue : last) {
            var view = queue.view();
            gone.remove(queue.key());
            if (visible.include(queue.key().instanceId()) && !view.equals(told.put(queue.key(), view))) {
                waiting.add(view);
            }
        }
        // One that no contact has left is known only as long as one is in it.
        gone.forEach((key, view) -> {
            told.remove(key);
            waiting.add(view.emptied());
        });
    }

    private List<ServerEvent> events() {
        var events = new ArrayList<ServerEvent>();
        if (!begun) {
            begun = true;
            events.add(new ServerEvent("reset", "{}"));
        }
        while (events.size() < BATCH && !waiting.isEmpty()) {
            events.add(new ServerEvent("queue", json.writeValueAsString(waiting.remove())));
        }
        if (!ready && waiting.isEmpty()) {
            ready = true;
            events.add(new ServerEvent("ready", "{}"));
        }
        return events;
    }

    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public void close() {
        waiting.clear();
    }
}
