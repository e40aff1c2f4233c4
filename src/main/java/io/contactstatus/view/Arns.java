package io.contactstatus.view;

import org.jspecify.annotations.Nullable;

/// Ids are what comes last in an ARN.
public final class Arns {

    private Arns() {}

    public static @Nullable String lastPart(@Nullable String arn) {
        return arn == null ? null : arn.substring(arn.lastIndexOf('/') + 1);
    }

    /// Whether somebody who asks for this means the one with this ARN or name.
    public static boolean isMeant(String asked, @Nullable String arn, @Nullable String name) {
        return asked.equals(arn) || asked.equals(lastPart(arn)) || asked.equals(name);
    }
}
