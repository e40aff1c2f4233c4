package io.contactstatus.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;

/// Exports of each span only what cannot hold personal data. Spring Boot's observations have the whole URL of a
/// request and the messages of exceptions, and a library may have more tomorrow.
final class ReducedSpans implements SpanExporter {

    private static final AttributeKey<String> EXCEPTION_TYPE = AttributeKey.stringKey("exception.type");

    private final SpanExporter exporter;

    ReducedSpans(SpanExporter exporter) {
        this.exporter = exporter;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        return exporter.export(spans.stream().<SpanData>map(Reduced::new).toList());
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }

    private static final class Reduced extends DelegatingSpanData {

        private final Attributes attributes;
        private final List<EventData> events;

        Reduced(SpanData span) {
            super(span);
            attributes = span.getAttributes().toBuilder()
                    .removeIf(key -> !SpanAttributes.isAllowed(key))
                    .build();
            events = span.getEvents().stream().map(Reduced::reduced).toList();
        }

        /// Of an exception its type: its message may quote what was sent.
        private static EventData reduced(EventData event) {
            var kept = event.getAttributes().toBuilder()
                    .removeIf(key -> !key.equals(EXCEPTION_TYPE))
                    .build();
            return EventData.create(event.getEpochNanos(), event.getName(), kept);
        }

        @Override
        public Attributes getAttributes() {
            return attributes;
        }

        @Override
        public int getTotalAttributeCount() {
            return attributes.size();
        }

        @Override
        public List<EventData> getEvents() {
            return events;
        }

        @Override
        public List<LinkData> getLinks() {
            return List.of();
        }

        @Override
        public int getTotalRecordedLinks() {
            return 0;
        }

        @Override
        public StatusData getStatus() {
            return StatusData.create(super.getStatus().getStatusCode(), "");
        }

        @Override
        public SpanContext getSpanContext() {
            return withoutState(super.getSpanContext());
        }

        @Override
        public SpanContext getParentSpanContext() {
            return withoutState(super.getParentSpanContext());
        }

        /// The header `tracestate` is the caller's to fill.
        private static SpanContext withoutState(SpanContext context) {
            return context.getTraceState().isEmpty()
                    ? context
                    : SpanContext.create(
                            context.getTraceId(),
                            context.getSpanId(),
                            context.getTraceFlags(),
                            TraceState.getDefault());
        }
    }
}
