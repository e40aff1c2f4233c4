package io.contactstatus.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class TracingSwitchTest {

    private static final String DESTINATION = "OTEL_EXPORTER_OTLP_ENDPOINT";

    @Test
    void isOffWithoutADestination() {
        assertThat(enabled(Map.of())).isFalse();
        assertThat(enabled(Map.of(DESTINATION, " "))).isFalse();
    }

    @Test
    void isOnWhereSpansHaveADestination() {
        assertThat(enabled(Map.of(DESTINATION, "http://collector:4318"))).isTrue();
        assertThat(enabled(Map.of("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://collector:4318/v1/traces")))
                .isTrue();
        assertThat(enabled(Map.of(
                        "management.opentelemetry.tracing.export.otlp.endpoint", "http://collector:4318/v1/traces")))
                .isTrue();
    }

    @Test
    void isOffWhereOpenTelemetryIsSwitchedOff() {
        assertThat(enabled(Map.of(DESTINATION, "http://collector:4318", "OTEL_SDK_DISABLED", "true")))
                .isFalse();
        assertThat(enabled(Map.of(DESTINATION, "http://collector:4318", "OTEL_TRACES_EXPORTER", "none")))
                .isFalse();
    }

    @Test
    void isWhatItIsSetTo() {
        assertThat(enabled(Map.of(TracingSwitch.ENABLED, "false", DESTINATION, "http://collector:4318")))
                .isFalse();
        assertThat(enabled(Map.of(TracingSwitch.ENABLED, "true"))).isTrue();
    }

    @Test
    void leavesNoColumnForTraceIdsInLogsWithoutThem() {
        assertThat(resolved(Map.of()).getProperty("logging.expect-correlation-id"))
                .isEqualTo("false");
        assertThat(resolved(Map.of(DESTINATION, "http://collector:4318")).getProperty("logging.expect-correlation-id"))
                .isNull();
    }

    @Test
    void leavesOutTheTracingOfSpringBootWhereItIsOffAndItsExportOfLogsAlways() {
        var autoConfigurations = new String[] {
            "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration",
            "org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration",
            "org.springframework.boot.opentelemetry.autoconfigure.logging.OpenTelemetryLoggingAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration"
        };

        assertThat(filter(Map.of()).match(autoConfigurations, NONE)).containsExactly(false, false, false, true);
        assertThat(filter(Map.of(DESTINATION, "http://collector:4318")).match(autoConfigurations, NONE))
                .containsExactly(true, true, false, true);
        assertThat(filter(Map.of(TracingSwitch.ENABLED, "TRUE")).match(autoConfigurations, NONE))
                .containsExactly(true, true, false, true);
        assertThat(filter(Map.of(TracingSwitch.ENABLED, "perhaps")).match(autoConfigurations, NONE))
                .containsExactly(false, false, false, true);
    }

    private static final AutoConfigurationMetadata NONE =
            (AutoConfigurationMetadata) java.lang.reflect.Proxy.newProxyInstance(
                    TracingSwitchTest.class.getClassLoader(),
                    new Class<?>[] {AutoConfigurationMetadata.class},
                    (proxy, method, arguments) -> {
                        throw new UnsupportedOperationException();
                    });

    private static TracingImportFilter filter(Map<String, String> settings) {
        var filter = new TracingImportFilter();
        filter.setEnvironment(resolved(settings));
        return filter;
    }

    private static boolean enabled(Map<String, String> settings) {
        return resolved(settings).getRequiredProperty(TracingSwitch.ENABLED, Boolean.class);
    }

    private static ConfigurableEnvironment resolved(Map<String, String> settings) {
        var environment = new StandardEnvironment();
        // Of this machine's settings nothing.
        environment
                .getPropertySources()
                .forEach(source -> environment.getPropertySources().remove(source.getName()));
        environment.getPropertySources().addFirst(new MapPropertySource("test", new TreeMap<>(settings)));
        new TracingSwitch().postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }
}
