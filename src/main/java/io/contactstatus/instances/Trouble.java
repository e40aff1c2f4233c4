package io.contactstatus.instances;

import org.jspecify.annotations.Nullable;

/// Something that is not well at this instance. Trouble of the store is none: all instances share it.
///
/// @param component the name of the health component that shows it too
/// @param reason in words that quote nothing; null where only the health component knows more
public record Trouble(
        String component, Severity severity, @Nullable String reason) {

    /// By the statuses of Spring Boot's health.
    public enum Severity {
        UNKNOWN,
        DOWN
    }

    /// As it is reported.
    String text() {
        return reason == null ? severity.name() : severity.name() + ": " + reason;
    }
}
