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

    /// By name.
    private volatile Map<String, Set<String>> queueIds = Map.of();

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
        var ids = new HashMap<String, Set<String>>();
        queues.forEach(
                (id, name) -> ids.computeIfAbsent(name, any -> new HashSet<>()).add(id));
        ids.replaceAll((name, several) -> Set.copyOf(several));
        queueIds = Map.copyOf(ids);
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
        var ids = queueIds(name);
        return ids.size() == 1 ? ids.iterator().next() : null;
    }

    /// Whether several queues are known by that name.
    public boolean isOfSeveralQueues(@Nullable String name) {
        return queueIds(name).size() > 1;
    }

    /// The ids of all queues that are known by that name.
    public Set<String> queueIds(@Nullable String name) {
        return name == null ? Set.of() : queueIds.getOrDefault(name, Set.of());
    }

    private static String id(String arn) {
        return Objects.requireNonNull(ResourceId.of(arn));
    }
}
