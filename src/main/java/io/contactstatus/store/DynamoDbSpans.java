package io.contactstatus.store;

import io.contactstatus.switches.ConditionalOnSwitch;
import io.contactstatus.tracing.SpanAttributes;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// A span for each call to DynamoDB that belongs to a trace, retries included. Calls that belong to none, like
/// those that refresh what is shown live, would each be a trace that explains nothing.
@Component
@ConditionalOnSwitch("contact-status.tracing.enabled")
final class DynamoDbSpans implements ExecutionInterceptor {

    private static final ExecutionAttribute<Span> SPAN = new ExecutionAttribute<>("contact-status.span");

    private final Tracer tracer;

    DynamoDbSpans(OpenTelemetry telemetry) {
        tracer = telemetry.getTracer("io.contactstatus.store");
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        if (!Span.current().getSpanContext().isValid()) {
            return;
        }
        var operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        var span = tracer.spanBuilder("DynamoDB." + operation)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(SpanAttributes.DATABASE, "aws.dynamodb")
                .setAttribute(SpanAttributes.OPERATION, operation)
                .setAttribute(SpanAttributes.TABLES, tables(context.request()))
                .startSpan();
        var contact = contactId(context.request());
        if (contact != null) {
            span.setAttribute(SpanAttributes.CONTACT_ID, contact);
        }
        attributes.putAttribute(SPAN, span);
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        var span = attributes.getAttribute(SPAN);
        if (span != null) {
            span.end();
        }
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        var span = attributes.getAttribute(SPAN);
        if (span == null) {
            return;
        }
        if (context.exception() instanceof ConditionalCheckFailedException) {
            // Another writer was faster: the item is read and written again.
            span.setAttribute(SpanAttributes.CONDITION_FAILED, true);
        } else {
            span.setStatus(StatusCode.ERROR);
            span.setAttribute(SpanAttributes.ERROR_TYPE, type(context.exception()));
        }
        span.end();
    }

    private static String type(Throwable failure) {
        return failure instanceof AwsServiceException refused
                        && refused.awsErrorDetails() != null
                        && refused.awsErrorDetails().errorCode() != null
                ? refused.awsErrorDetails().errorCode()
                : failure.getClass().getName();
    }

    private static List<String> tables(SdkRequest request) {
        return switch (request) {
            case GetItemRequest get -> List.of(get.tableName());
            case PutItemRequest put -> List.of(put.tableName());
            case UpdateItemRequest update -> List.of(update.tableName());
            case DeleteItemRequest delete -> List.of(delete.tableName());
            case QueryRequest query -> List.of(query.tableName());
            case BatchGetItemRequest batch -> sorted(batch.requestItems().keySet());
            case BatchWriteItemRequest batch -> sorted(batch.requestItems().keySet());
            default -> List.of();
        };
    }

    private static List<String> sorted(Collection<String> names) {
        return names.stream().sorted().toList();
    }

    private static @Nullable String contactId(SdkRequest request) {
        return switch (request) {
            case GetItemRequest get -> contactId(get.key());
            case PutItemRequest put -> contactId(put.item());
            case UpdateItemRequest update -> contactId(update.key());
            case DeleteItemRequest delete -> contactId(delete.key());
            default -> null;
        };
    }

    private static @Nullable String contactId(Map<String, AttributeValue> item) {
        var id = item.get(Tables.CONTACT_ID);
        return id == null ? null : SpanAttributes.contactId(id.s());
    }
}
