package io.contactstatus.names;

import io.contactstatus.contact.ResourceId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Names that go with ids. Contact events have only the ids of queues and agents, so one contact often does not
/// know what another one does, and routing profiles know queues before any contact was in them.
///
/// They are put in when answering and are no part of what is known of a contact: two answers of one version may
/// differ in them, and two instances may.
@Component
public class LearntNames {

    /// More than an instance of Amazon Connect may have; what is beyond keeps its id.
    private static final int MOST_QUEUES = 2_000;

    private static final int MOST_AGENTS = 10_000;

    private final Map<String, String> queues = new ConcurrentHashMap<>();
    private final Map<String, String> agents = new ConcurrentHashMap<>();

    /// Of those names that only one queue has.
    private volatile Map<String, String> queueIds = Map.of();

    private volatile Set<String> shared = Set.of();

    /// @param arn or id
    public void queue(@Nullable String arn, @Nullable String name) {
        if (learn(queues, MOST_QUEUES, arn, name)) {
            turnRound();
        }
    }

    /// @param arn or id
    public void agent(@Nullable String arn, @Nullable String username) {
        learn(agents, MOST_AGENTS, arn, username);
    }

    /// False for what was known before, or is too much.
    private static boolean learn(Map<String, String> names, int most, @Nullable String arn, @Nullable String name) {
        if (arn == null || name == null) {
            return false;
        }
        var id = id(arn);
        var known = names.get(id);
        if (name.equals(known) || (known == null && names.size() >= most)) {
            return false;
        }
        names.put(id, name);
        return true;
    }

    private synchronized void turnRound() {
        var ids = new HashMap<String, String>();
        var several = new HashSet<String>();
        queues.forEach((id, name) -> {
            if (ids.put(name, id) != null) {
                several.add(name);
            }
        });
        ids.keySet().removeAll(several);
        queueIds = Map.copyOf(ids);
        shared = Set.copyOf(several);
    }

    /// @param arn or id
    public @Nullable String ofQueue(@Nullable String arn) {
        return arn == null ? null : queues.get(id(arn));
    }

    /// @param arn or id
    public @Nullable String ofAgent(@Nullable String arn) {
        return arn == null ? null : agents.get(id(arn));
    }

    /// The id of the one queue of that name; null where several have it.
    public @Nullable String queueId(@Nullable String name) {
        return name == null ? null : queueIds.get(name);
    }

    /// Whether several queues are known by that name.
    public boolean isOfSeveralQueues(@Nullable String name) {
        return name != null && shared.contains(name);
    }

    private static String id(String arn) {
        return Objects.requireNonNull(ResourceId.of(arn));
    }
}
