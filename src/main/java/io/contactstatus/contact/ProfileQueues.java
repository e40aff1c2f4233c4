package io.contactstatus.contact;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/// The queues that the agents of one routing profile are for, as an event of one of them tells it.
///
/// A routing profile goes by its name, which no two of an instance share: an agent's item has no room for its ARN.
///
/// @param at when it was so
/// @param queueIds without those that agents have for themselves
/// @param queueNames by the ids, as far as they are told
public record ProfileQueues(
        String instanceId, String profile, Instant at, Set<String> queueIds, Map<String, String> queueNames) {

    public ProfileQueues {
        queueIds = Set.copyOf(queueIds);
        queueNames = Map.copyOf(queueNames);
    }

    public ProfileQueues(String instanceId, String profile, Instant at, Set<String> queueIds) {
        this(instanceId, profile, at, queueIds, Map.of());
    }
}
