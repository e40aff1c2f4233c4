package io.contactstatus.store;

import io.contactstatus.contact.QueueDeparture;
import io.contactstatus.contact.ResourceId;
import io.contactstatus.contact.Snapshot;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A queue of an instance of Amazon Connect, or what was in no queue there.
///
/// @param instanceId null where nothing has told it yet
/// @param queueId null for no queue
public record QueueKey(
        @Nullable String instanceId, @Nullable String queueId) {

    /// Ids are UUIDs. What else a source may say is no part of a key, whose length has a limit.
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]{1,100}");

    private static final Pattern INSTANCE = Pattern.compile(":instance/([^/]+)/");

    private static final String NONE = "-";
    private static final String SEPARATOR = "#";

    public QueueKey {
        instanceId = idOrNull(instanceId);
        queueId = idOrNull(queueId);
    }

    private static @Nullable String idOrNull(@Nullable String id) {
        return id == null || id.equals(NONE) || !ID.matcher(id).matches() ? null : id;
    }

    static QueueKey of(Snapshot seen, QueueDeparture departure) {
        var arn = departure.queueArn();
        var told = arn == null ? null : INSTANCE.matcher(arn);
        var instance = told != null && told.find() ? told.group(1) : ResourceId.of(seen.instanceArn());
        return new QueueKey(instance, ResourceId.of(arn));
    }

    /// @throws IllegalArgumentException for what [#written] did not make
    static QueueKey read(String written) {
        var parts = written.split(SEPARATOR, -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("not the key of a queue");
        }
        return new QueueKey(parts[0], parts[1]);
    }

    String written() {
        return (instanceId == null ? NONE : instanceId) + SEPARATOR + (queueId == null ? NONE : queueId);
    }
}
