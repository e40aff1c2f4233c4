package io.contactstatus.names;

import io.contactstatus.contact.ResourceId;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
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

    private final Clock clock;
    private final Map<String, Told> queues = new ConcurrentHashMap<>();
    private final Map<String, String> agents = new ConcurrentHashMap<>();

    /// By name.
    private volatile Map<String, Set<String>> queueIds = Map.of();

    @Autowired
    public LearntNames(Clock clock) {
        this.clock = clock;
    }

    public LearntNames() {
        this(Clock.systemUTC());
    }

    /// What a queue was called at a moment.
    private record Told(String name, Instant at) {

        static Told laterOf(Told one, Told other) {
            var order = one.at.compareTo(other.at);
            return order > 0 || (order == 0 && one.name.compareTo(other.name) >= 0) ? one : other;
        }
    }

    /// A queue that was renamed has the name that it had last, in whatever order the names come.
    ///
    /// @param arn or id
    /// @param at when it was called that; null where nothing tells
    public void queue(@Nullable String arn, @Nullable String name, @Nullable Instant at) {
        if (arn == null || name == null) {
            return;
        }
        var id = id(arn);
        var told = new Told(name, at == null ? Instant.EPOCH : past(at));
        var known = queues.get(id);
        if (known == null
                ? queues.size() >= MOST_QUEUES
                : Told.laterOf(known, told).equals(known)) {
            return;
        }
        queues.merge(id, told, Told::laterOf);
        if (known == null || !known.name().equals(name)) {
            turnRound();
        }
    }

    /// What a wrong clock tells of the year 2500 must not be the latest until then.
    private Instant past(Instant at) {
        var now = clock.instant();
        return at.isAfter(now) ? now : at;
    }

    /// @param arn or id
    public void agent(@Nullable String arn, @Nullable String username) {
        if (arn == null || username == null) {
            return;
        }
        var id = id(arn);
        if (agents.containsKey(id) || agents.size() < MOST_AGENTS) {
            agents.put(id, username);
        }
    }

    private synchronized void turnRound() {
        var ids = new HashMap<String, Set<String>>();
        queues.forEach((id, told) ->
                ids.computeIfAbsent(told.name(), any -> new HashSet<>()).add(id));
        ids.replaceAll((name, several) -> Set.copyOf(several));
        queueIds = Map.copyOf(ids);
    }

    /// @param arn or id
    public @Nullable String ofQueue(@Nullable String arn) {
        var told = arn == null ? null : queues.get(id(arn));
        return told == null ? null : told.name();
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
