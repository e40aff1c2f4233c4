package io.contactstatus.queues;

import io.contactstatus.live.Feed;
import io.contactstatus.store.ProfileQueuesStore;
import io.contactstatus.store.QueueKey;
import io.contactstatus.view.AgentActivity;
import io.contactstatus.view.AgentView;
import io.contactstatus.view.AgentsProperties;
import io.contactstatus.visibility.VisibleInstances;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Counts the agents of each queue: they are for the queues of their routing profile. Those of whom nothing was heard
/// for long count nowhere.
final class AgentsOfQueues {

    private final Feed<AgentView> agents;
    private final ProfileQueuesStore profiles;
    private final AgentsProperties staleness;
    private final Clock clock;

    AgentsOfQueues(Feed<AgentView> agents, ProfileQueuesStore profiles, AgentsProperties staleness, Clock clock) {
        this.agents = agents;
        this.profiles = profiles;
        this.staleness = staleness;
        this.clock = clock;
    }

    /// At one moment.
    ///
    /// @param instances of which a routing profile is known: of others nothing can be said
    record Counts(Map<QueueKey, QueueAgents> byQueue, Set<String> instances) {

        /// Null where nothing tells which agents are for the queue.
        @Nullable
        QueueAgents of(QueueKey queue) {
            var instanceId = queue.instanceId();
            return instanceId == null || !instances.contains(instanceId)
                    ? null
                    : byQueue.getOrDefault(queue, QueueAgents.NONE);
        }
    }

    Counts now(VisibleInstances visible) {
        var known = profiles.all();
        if (known.isEmpty()) {
            return new Counts(Map.of(), Set.of());
        }
        var now = clock.instant();
        var byProfile = agents.snapshot(visible).items().stream()
                .filter(agent -> agent.routingProfile() != null && !staleness.isStale(agent, now))
                .collect(Collectors.toMap(
                        RoutingProfileKey::of, agent -> QueueAgents.of(AgentActivity.of(agent)), QueueAgents::plus));
        var byQueue = new HashMap<QueueKey, QueueAgents>();
        var instances = new HashSet<String>();
        for (var profile : known) {
            instances.add(profile.instanceId());
            var counted = byProfile.get(RoutingProfileKey.of(profile));
            if (counted != null) {
                profile.queueIds()
                        .forEach(id ->
                                byQueue.merge(new QueueKey(profile.instanceId(), id), counted, QueueAgents::plus));
            }
        }
        return new Counts(byQueue, instances);
    }

    /// Of each queue, the routing profiles whose agents are for it; null where nothing tells them.
    Function<QueueKey, @Nullable Set<RoutingProfileKey>> profiles() {
        var byQueue = new HashMap<QueueKey, Set<RoutingProfileKey>>();
        var instances = new HashSet<@Nullable String>();
        for (var profile : profiles.all()) {
            instances.add(profile.instanceId());
            profile.queueIds()
                    .forEach(id -> byQueue.computeIfAbsent(
                                    new QueueKey(profile.instanceId(), id), any -> new HashSet<>())
                            .add(RoutingProfileKey.of(profile)));
        }
        return queue -> instances.contains(queue.instanceId()) ? byQueue.getOrDefault(queue, Set.of()) : null;
    }
}
