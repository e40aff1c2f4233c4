package io.contactstatus.queues;

import io.contactstatus.contact.ProfileQueues;
import io.contactstatus.view.AgentView;
import org.jspecify.annotations.Nullable;

/// A routing profile: of one instance no two have the same name.
public record RoutingProfileKey(
        @Nullable String instanceId, @Nullable String name) {

    /// That of the agent.
    public static RoutingProfileKey of(AgentView agent) {
        return new RoutingProfileKey(agent.instanceId(), agent.routingProfile());
    }

    static RoutingProfileKey of(ProfileQueues profile) {
        return new RoutingProfileKey(profile.instanceId(), profile.profile());
    }
}
