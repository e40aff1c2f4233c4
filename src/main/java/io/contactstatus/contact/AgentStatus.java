package io.contactstatus.contact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the agent has set.
///
/// @param type `ROUTABLE`, `CUSTOM` or `OFFLINE`; older events do not tell
/// @param since of a next status: when it was chosen
public record AgentStatus(
        String name,
        @Nullable String type,
        @Nullable String arn,
        @Nullable Instant since) {

    static final String OFFLINE = "OFFLINE";

    boolean isOffline() {
        return type == null ? name.equals("Offline") : type.equals(OFFLINE);
    }
}
