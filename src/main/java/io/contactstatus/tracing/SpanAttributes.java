package io.contactstatus.tracing;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The attributes that spans may have. Every other attribute is dropped before export.
public final class SpanAttributes {

    public static final AttributeKey<String> CONTACT_ID = AttributeKey.stringKey("contact_status.contact_id");
    public static final AttributeKey<String> DESTINATION = AttributeKey.stringKey("messaging.destination.name");
    public static final AttributeKey<String> PARTITION = AttributeKey.stringKey("messaging.destination.partition.id");
    public static final AttributeKey<Long> BATCH_SIZE = AttributeKey.longKey("messaging.batch.message_count");
    public static final AttributeKey<String> FIRST_SEQUENCE =
            AttributeKey.stringKey("contact_status.first_sequence_number");
    public static final AttributeKey<String> LAST_SEQUENCE =
            AttributeKey.stringKey("contact_status.last_sequence_number");
    public static final AttributeKey<String> DATABASE = AttributeKey.stringKey("db.system.name");
    public static final AttributeKey<String> OPERATION = AttributeKey.stringKey("db.operation.name");
    public static final AttributeKey<List<String>> TABLES = AttributeKey.stringArrayKey("aws.dynamodb.table_names");
    public static final AttributeKey<Boolean> CONDITION_FAILED =
            AttributeKey.booleanKey("contact_status.condition_failed");
    public static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    /// What Spring's observation of requests says with a template in place of the path.
    private static final Set<String> OF_REQUESTS = Set.of("method", "uri", "status", "outcome", "exception");

    private static final Set<String> ALLOWED = Stream.concat(
                    OF_REQUESTS.stream(),
                    Stream.of(
                                    CONTACT_ID,
                                    DESTINATION,
                                    PARTITION,
                                    BATCH_SIZE,
                                    FIRST_SEQUENCE,
                                    LAST_SEQUENCE,
                                    DATABASE,
                                    OPERATION,
                                    TABLES,
                                    CONDITION_FAILED,
                                    ERROR_TYPE)
                            .map(AttributeKey::getKey))
            .collect(Collectors.toUnmodifiableSet());

    private static final Pattern CONTACT = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private SpanAttributes() {}

    static boolean isAllowed(AttributeKey<?> key) {
        return ALLOWED.contains(key.getKey());
    }

    /// The id if it looks like one of Amazon Connect's. Callers may ask for a phone number as if it were a
    /// contact.
    public static @Nullable String contactId(@Nullable String id) {
        return id != null && CONTACT.matcher(id).matches() ? id : null;
    }
}
