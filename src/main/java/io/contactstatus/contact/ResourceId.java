package io.contactstatus.contact;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Ids are what comes last in an ARN. Resources are compared by them: with Global Resiliency, both Regions tell
/// of the same queue and the same agent by ARNs of their own.
public final class ResourceId {

    private static final String INSTANCE = ":instance/";

    private ResourceId() {}

    /// @param arn or id
    public static @Nullable String of(@Nullable String arn) {
        return arn == null ? null : arn.substring(arn.lastIndexOf('/') + 1);
    }

    public static boolean isSame(String arn, String other) {
        if (arn.equals(other)) {
            return true;
        }
        var one = kindAndId(arn);
        var two = kindAndId(other);
        if (one == null || two == null) {
            return Objects.equals(of(arn), of(other));
        }
        // The queue that belongs to an agent has the id of the agent.
        return one.equals(two);
    }

    /// What follows on the instance; null for a mere id.
    private static @Nullable String kindAndId(String arn) {
        var instance = arn.indexOf(INSTANCE);
        var end = instance < 0 ? -1 : arn.indexOf('/', instance + INSTANCE.length());
        return end < 0 ? null : arn.substring(end + 1);
    }
}
