package io.contactstatus.view;

import io.contactstatus.dialect.Arns;
import org.jspecify.annotations.Nullable;

/// Selects agents; a null component matches every agent.
///
/// @param agent their id, ARN or user name
/// @param status what the agent has set, by its name, in whatever case
public record AgentFilter(
        @Nullable String agent,
        @Nullable String status,
        @Nullable String routingProfile) {

    public boolean admits(AgentView seen) {
        return (agent == null || isAgent(agent, seen))
                && (status == null || status.equalsIgnoreCase(seen.status()))
                && (routingProfile == null || routingProfile.equals(seen.routingProfile()));
    }

    private static boolean isAgent(String wanted, AgentView seen) {
        return wanted.equals(seen.agentId()) || Arns.isMeant(wanted, seen.arn(), seen.username());
    }
}
