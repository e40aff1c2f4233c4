package io.contactstatus.tracing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/// Leaves Spring Boot's tracing out where tracing is off. Its own switch, `management.tracing.export.enabled`,
/// only takes the exporter away: each request would still make its spans.
class TracingImportFilter implements AutoConfigurationImportFilter, EnvironmentAware {

    private static final List<String> TRACING = List.of(
            "org.springframework.boot.opentelemetry.autoconfigure.", "org.springframework.boot.micrometer.tracing.");

    /// Logs go to the console and are collected from there.
    private static final String LOGS = "org.springframework.boot.opentelemetry.autoconfigure.logging.";

    private boolean off = true;

    @Override
    public void setEnvironment(Environment environment) {
        off = TracingSwitch.isOff(environment);
    }

    @Override
    public boolean[] match(@Nullable String[] autoConfigurations, AutoConfigurationMetadata metadata) {
        var matches = new boolean[autoConfigurations.length];
        for (var index = 0; index < matches.length; index++) {
            matches[index] = isWanted(autoConfigurations[index]);
        }
        return matches;
    }

    private boolean isWanted(@Nullable String autoConfiguration) {
        return autoConfiguration == null
                || (!autoConfiguration.startsWith(LOGS)
                        && (!off || TRACING.stream().noneMatch(autoConfiguration::startsWith)));
    }
}
