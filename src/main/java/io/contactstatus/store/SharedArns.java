package io.contactstatus.store;

import org.jspecify.annotations.Nullable;

/// ARNs of the same instance as the agent's, cut to what is different.
record SharedArns(String instance) {

    /// Stands for the part of ARNs that they share with the agent's.
    private static final String SAME = "~";

    static SharedArns of(String agentArn) {
        return new SharedArns(agentArn.substring(0, Math.max(agentArn.indexOf("/agent/"), 0)));
    }

    @Nullable
    String shortened(@Nullable String arn) {
        return arn == null || instance.isEmpty() || !arn.startsWith(instance)
                ? arn
                : SAME + arn.substring(instance.length());
    }

    @Nullable
    String whole(@Nullable String arn) {
        return arn == null || !arn.startsWith(SAME) ? arn : instance + arn.substring(SAME.length());
    }
}
