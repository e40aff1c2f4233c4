package io.contactstatus.tracing;

import java.util.LinkedHashMap;
import java.util.List;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/// Turns `contact-status.tracing.enabled=auto` into true or false, before anything asks: on where spans have a
/// destination. Spring Boot itself maps the variables `OTEL_…` to its properties, and would trace without one,
/// too.
class TracingSwitch implements EnvironmentPostProcessor, Ordered {

    static final String ENABLED = "contact-status.tracing.enabled";

    private static final List<String> DESTINATIONS = List.of(
            "management.opentelemetry.tracing.export.otlp.endpoint",
            "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
            "OTEL_EXPORTER_OTLP_ENDPOINT");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var resolved = new LinkedHashMap<String, Object>();
        environment.getPropertySources().addFirst(new MapPropertySource("tracing", resolved));
        if ("auto".equals(environment.getProperty(ENABLED, "auto"))) {
            resolved.put(ENABLED, !isDisabled(environment) && hasDestination(environment));
        }
        if (isOff(environment)) {
            // Otherwise plain logs would keep an empty column for trace ids.
            resolved.put("logging.expect-correlation-id", false);
        }
    }

    /// Whether it is off, once it is resolved.
    static boolean isOff(Environment environment) {
        try {
            return !environment.getProperty(ENABLED, Boolean.class, false);
        } catch (ConversionException neither) {
            // Refused by name as soon as a condition asks for it.
            return true;
        }
    }

    private static boolean isDisabled(ConfigurableEnvironment environment) {
        return environment.getProperty("OTEL_SDK_DISABLED", Boolean.class, false)
                || "none".equals(environment.getProperty("OTEL_TRACES_EXPORTER"));
    }

    private static boolean hasDestination(ConfigurableEnvironment environment) {
        return DESTINATIONS.stream()
                .map(environment::getProperty)
                .anyMatch(destination -> destination != null && !destination.isBlank());
    }

    /// After the files of configuration are read, before the logging system is set up.
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
