package io.contactstatus.store;

import static io.contactstatus.store.Attributes.number;
import static io.contactstatus.store.Attributes.required;
import static io.contactstatus.store.Attributes.text;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A job as an item of `ContactJob`.
final class JobItem {

    static final String STATE = "State";
    static final String REQUEST = "Request";
    static final String PROGRESS = "Progress";
    static final String REASON = "Reason";
    static final String CREATED_AT = "Created_At";
    static final String UPDATED_AT = "Updated_At";
    static final String OWNER = "Lease_Owner";
    static final String FENCE = "Lease_Fence";
    static final String BEAT = "Lease_Beat";

    private JobItem() {}

    static Map<String, AttributeValue> key(String kind, String id) {
        return Map.of(Tables.JOB_KIND, text(kind), Tables.JOB_ID, text(id));
    }

    /// A running job without an owner; when it expires is for the store to add.
    static Map<String, AttributeValue> begun(
            String kind, String id, Map<String, String> request, Map<String, String> progress, Instant now) {
        var item = new HashMap<>(key(kind, id));
        item.put(Tables.RUNNING_KIND, text(kind));
        item.put(STATE, text(Job.State.RUNNING.name()));
        item.put(REQUEST, texts(request));
        item.put(PROGRESS, texts(progress));
        item.put(CREATED_AT, number(now.toEpochMilli()));
        item.put(UPDATED_AT, number(now.toEpochMilli()));
        item.put(FENCE, number(0));
        item.put(BEAT, number(0));
        return item;
    }

    static Job read(Map<String, AttributeValue> item) {
        return new Job(
                required(item, Tables.JOB_KIND).s(),
                required(item, Tables.JOB_ID).s(),
                Job.State.valueOf(required(item, STATE).s()),
                texts(item, REQUEST),
                texts(item, PROGRESS),
                text(item, REASON),
                Objects.requireNonNull(Attributes.instant(item, CREATED_AT)),
                Objects.requireNonNull(Attributes.instant(item, UPDATED_AT)),
                new Job.Lease(text(item, OWNER), number(item, FENCE), number(item, BEAT)));
    }

    static AttributeValue texts(Map<String, String> texts) {
        return AttributeValue.fromM(texts.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> text(entry.getValue()))));
    }

    private static Map<String, String> texts(Map<String, AttributeValue> item, String name) {
        return required(item, name).m().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().s()));
    }
}
