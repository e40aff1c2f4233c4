package io.contactstatus.tracing;

import io.contactstatus.switches.ConditionalOnSwitch;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SpanExporters;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What is there while tracing is on.
@Configuration(proxyBeanMethods = false)
@ConditionalOnSwitch(TracingSwitch.ENABLED)
class TracingConfiguration {

    /// Instead of Spring Boot's, so that nothing is exported past the reduction.
    @Bean
    SpanExporters reducedSpans(ObjectProvider<SpanExporter> exporters) {
        return SpanExporters.of(exporters.orderedStream().map(ReducedSpans::new).toList());
    }

    @Bean
    BatchSpans batchSpans(OpenTelemetry telemetry) {
        return new BatchSpans(telemetry);
    }
}
