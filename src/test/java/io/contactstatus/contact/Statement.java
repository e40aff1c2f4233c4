package io.contactstatus.contact;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes a contact record, field by field; what is not set is null in it.
final class Statement {

    private final ContactId id;
    private final Instant lastUpdate;
    private String digest = "";
    private boolean endpointDenied;
    private boolean redacted;
    private @Nullable String method = "INBOUND";
    private @Nullable String channel = "VOICE";
    private @Nullable Instant initiated;
    private @Nullable Instant connectedToSystem;
    private @Nullable Instant disconnected;
    private @Nullable Instant scheduled;
    private @Nullable Instant transferCompleted;
    private @Nullable Endpoint transferredTo;
    private @Nullable String answeredBy;
    private boolean synthetic;
    private @Nullable String subtype;
    private @Nullable String reason;
    private ContactRecord.@Nullable Queue queue;
    private ContactRecord.@Nullable Agent agent;
    private int attempts;
    private @Nullable ContactId initial;
    private @Nullable ContactId previous;
    private @Nullable ContactId next;
    private @Nullable SortedMap<String, String> attributes;
    private SortedMap<String, String> tags = new TreeMap<>();
    private @Nullable Endpoint endpoint;

    Statement(ContactId id, long lastUpdateSeconds) {
        this.id = id;
        lastUpdate = second(lastUpdateSeconds);
    }

    private static Instant second(long seconds) {
        return Voices.NOON.plusSeconds(seconds);
    }

    Statement digest(String value) {
        digest = value;
        return this;
    }

    /// The key is there, and null.
    Statement denyingEndpoint() {
        endpointDenied = true;
        return this;
    }

    Statement redacted() {
        redacted = true;
        return this;
    }

    Statement channel(@Nullable String value) {
        channel = value;
        return this;
    }

    Statement method(@Nullable String value) {
        method = value;
        return this;
    }

    Statement initiated(long seconds) {
        initiated = second(seconds);
        return this;
    }

    Statement connectedToSystem(long seconds) {
        connectedToSystem = second(seconds);
        return this;
    }

    Statement queued(String arn, String name, long enqueued, @Nullable Integer duration) {
        queue = new ContactRecord.Queue(arn, name, second(enqueued), null, duration);
        return this;
    }

    /// And left that queue then.
    Statement waited(String arn, String name, long enqueued, long dequeued) {
        queue = new ContactRecord.Queue(
                arn, name, second(enqueued), second(dequeued), (int) Math.max(0, dequeued - enqueued));
        return this;
    }

    Statement agent(String arn, String name, long connected) {
        agent = new ContactRecord.Agent(arn, name, second(connected), null, null, null, null, null, null);
        return this;
    }

    Statement agent(ContactRecord.Agent value) {
        agent = value;
        return this;
    }

    Statement attempts(int count) {
        attempts = count;
        return this;
    }

    Statement disconnected(long seconds, @Nullable String why) {
        disconnected = second(seconds);
        reason = why;
        return this;
    }

    Statement transferCompleted(long seconds) {
        transferCompleted = second(seconds);
        return this;
    }

    Statement transferredTo(Endpoint value) {
        transferredTo = value;
        return this;
    }

    Statement answeredBy(String value) {
        answeredBy = value;
        return this;
    }

    Statement synthetic() {
        synthetic = true;
        return this;
    }

    Statement subtype(String value) {
        subtype = value;
        return this;
    }

    Statement initial(ContactId value) {
        initial = value;
        return this;
    }

    Statement previous(ContactId value) {
        previous = value;
        return this;
    }

    Statement next(ContactId value) {
        next = value;
        return this;
    }

    Statement attributes(String... keysAndValues) {
        attributes = Voices.map(keysAndValues);
        return this;
    }

    Statement tags(String... keysAndValues) {
        tags = Voices.map(keysAndValues);
        return this;
    }

    Statement customer(@Nullable Endpoint value) {
        endpoint = value;
        return this;
    }

    Contact said() {
        var edition = new Edition(lastUpdate, redacted, digest);
        var statement = new ContactRecord(
                edition,
                null,
                channel,
                subtype,
                method,
                initiated,
                scheduled,
                connectedToSystem,
                disconnected,
                transferCompleted,
                transferredTo,
                reason,
                queue,
                agent,
                attempts,
                null,
                initial,
                previous,
                next,
                null,
                attributes,
                tags,
                0,
                answeredBy,
                false,
                synthetic);
        return Facts.about(id, Source.CONTACT_RECORD)
                .record(statement, new Identity.Recorded(edition, null, null, endpoint, endpointDenied), redacted)
                .toContact();
    }
}
