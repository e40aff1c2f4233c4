package io.contactstatus.web;

import org.jspecify.annotations.Nullable;

/// Ids are what comes last in an ARN.
final class Arns {

    private Arns() {}

    static @Nullable String lastPart(@Nullable String arn) {
        return arn == null ? null : arn.substring(arn.lastIndexOf('/') + 1);
    }
}
