package io.contactstatus.view;

import org.jspecify.annotations.Nullable;

/// Ids are what comes last in an ARN.
public final class Arns {

    private Arns() {}

    public static @Nullable String lastPart(@Nullable String arn) {
        return arn == null ? null : arn.substring(arn.lastIndexOf('/') + 1);
    }
}
