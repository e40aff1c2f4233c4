package io.contactstatus.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// Follows batches of records from their shard on: each is a trace of its own, because records of Amazon
/// Connect bring none along.
public final class BatchSpans {

    private final Tracer tracer;

    BatchSpans(OpenTelemetry telemetry) {
        tracer = telemetry.getTracer("io.contactstatus.kinesis");
    }

    /// What `sink` does, within a span.
    ///
    /// @param position where a record was: stream, shard and sequence number, with `/` between them
    public <T> Consumer<List<T>> around(Consumer<List<T>> sink, Function<T, String> position) {
        return batch -> {
            if (batch.isEmpty()) {
                sink.accept(batch);
            } else {
                follow(sink, batch, position);
            }
        };
    }

    private <T> void follow(Consumer<List<T>> sink, List<T> batch, Function<T, String> position) {
        var first = Position.of(position.apply(batch.getFirst()));
        var span = tracer.spanBuilder("process " + first.stream())
                .setNoParent()
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute(SpanAttributes.DESTINATION, first.stream())
                .setAttribute(SpanAttributes.PARTITION, first.shard())
                .setAttribute(SpanAttributes.BATCH_SIZE, (long) batch.size())
                .setAttribute(SpanAttributes.FIRST_SEQUENCE, first.sequence())
                .setAttribute(
                        SpanAttributes.LAST_SEQUENCE,
                        Position.of(position.apply(batch.getLast())).sequence())
                .startSpan();
        try (var scope = span.makeCurrent()) {
            assert scope != null;
            sink.accept(batch);
        } catch (RuntimeException | Error failure) {
            span.setStatus(StatusCode.ERROR);
            span.setAttribute(SpanAttributes.ERROR_TYPE, failure.getClass().getName());
            throw failure;
        } finally {
            span.end();
        }
    }

    private record Position(String stream, String shard, String sequence) {

        static Position of(String text) {
            var parts = text.split("/", 3);
            return parts.length == 3 ? new Position(parts[0], parts[1], parts[2]) : new Position("?", "?", "?");
        }
    }
}
