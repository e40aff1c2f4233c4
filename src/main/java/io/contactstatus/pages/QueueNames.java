package io.contactstatus.pages;

import io.contactstatus.view.ContactSummaryView;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What queues are called, as far as any contact has told. Contact events have only the id of a queue, so one contact
/// often does not know what another one does.
@Component
class QueueNames {

    /// More than an instance of Amazon Connect may have; what is beyond is shown by its id.
    private static final int MOST = 2_000;

    private static final int SHORT = 8;

    private final Map<String, String> byId = new ConcurrentHashMap<>();

    void learn(ContactSummaryView contact) {
        var queue = contact.queue();
        if (queue != null
                && queue.id() != null
                && queue.name() != null
                && (byId.size() < MOST || byId.containsKey(queue.id()))) {
            byId.put(queue.id(), queue.name());
        }
    }

    /// Its name, else the beginning of its id.
    @Nullable
    String shown(@Nullable String id, @Nullable String name) {
        if (name != null || id == null) {
            return name;
        }
        var known = byId.get(id);
        if (known != null) {
            return known;
        }
        return id.length() > SHORT ? id.substring(0, SHORT) + "…" : id;
    }

    /// The id of the one queue of that name; else what was asked.
    @Nullable
    String id(@Nullable String asked) {
        if (asked == null) {
            return null;
        }
        var ids = byId.entrySet().stream()
                .filter(queue -> queue.getValue().equals(asked))
                .map(Map.Entry::getKey)
                .limit(2)
                .toList();
        return ids.size() == 1 ? ids.getFirst() : asked;
    }
}
