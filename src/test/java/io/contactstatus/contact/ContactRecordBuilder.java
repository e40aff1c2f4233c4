package io.contactstatus.contact;

import java.time.Instant;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes a contact record, field by field; what is not set is null in it.
final class ContactRecordBuilder {

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
    private ContactRecord.@Nullable RecordedQueue queue;
    private ContactRecord.@Nullable RecordedAgent agent;
    private int attempts;
    private @Nullable ContactId initial;
    private @Nullable ContactId previous;
    private @Nullable ContactId next;
    private @Nullable SortedMap<String, String> attributes;
    private SortedMap<String, String> tags = new TreeMap<>();
    private @Nullable Endpoint endpoint;

    ContactRecordBuilder(ContactId id, long lastUpdateSeconds) {
        this.id = id;
        lastUpdate = second(lastUpdateSeconds);
    }

    private static Instant second(long seconds) {
        return TestFacts.NOON.plusSeconds(seconds);
    }

    ContactRecordBuilder digest(String value) {
        digest = value;
        return this;
    }

    /// The key is there, and null.
    ContactRecordBuilder denyingEndpoint() {
        endpointDenied = true;
        return this;
    }

    ContactRecordBuilder redacted() {
        redacted = true;
        return this;
    }

    ContactRecordBuilder channel(@Nullable String value) {
        channel = value;
        return this;
    }

    ContactRecordBuilder method(@Nullable String value) {
        method = value;
        return this;
    }

    ContactRecordBuilder initiated(long seconds) {
        initiated = second(seconds);
        return this;
    }

    ContactRecordBuilder connectedToSystem(long seconds) {
        connectedToSystem = second(seconds);
        return this;
    }

    ContactRecordBuilder queued(String arn, String name, long enqueued, @Nullable Integer duration) {
        queue = new ContactRecord.RecordedQueue(arn, name, second(enqueued), null, duration);
        return this;
    }

    /// And left that queue then.
    ContactRecordBuilder waited(String arn, String name, long enqueued, long dequeued) {
        queue = new ContactRecord.RecordedQueue(
                arn, name, second(enqueued), second(dequeued), (int) Math.max(0, dequeued - enqueued));
        return this;
    }

    ContactRecordBuilder agent(String arn, String name, long connected) {
        agent = new ContactRecord.RecordedAgent(arn, name, second(connected), null, null, null, null, null, null);
        return this;
    }

    /// Of the agent named before, like the next ones.
    ContactRecordBuilder interaction(int seconds) {
        var known = recordedAgent();
        return agent(known, seconds, known.holdCount(), known.holdSeconds(), known.pauseSeconds());
    }

    ContactRecordBuilder holds(@Nullable Integer count, @Nullable Integer seconds) {
        var known = recordedAgent();
        return agent(known, known.interactionSeconds(), count, seconds, known.pauseSeconds());
    }

    ContactRecordBuilder pausedFor(@Nullable Integer seconds) {
        var known = recordedAgent();
        return agent(known, known.interactionSeconds(), known.holdCount(), known.holdSeconds(), seconds);
    }

    private ContactRecordBuilder agent(
            ContactRecord.RecordedAgent known,
            @Nullable Integer interaction,
            @Nullable Integer holds,
            @Nullable Integer held,
            @Nullable Integer paused) {
        agent = new ContactRecord.RecordedAgent(
                known.arn(),
                known.username(),
                known.connected(),
                interaction,
                holds,
                held,
                paused,
                known.afterContactWorkStarted(),
                known.afterContactWorkEnded());
        return this;
    }

    ContactRecordBuilder afterContactWork(long started, long ended) {
        var known = recordedAgent();
        agent = new ContactRecord.RecordedAgent(
                known.arn(),
                known.username(),
                known.connected(),
                known.interactionSeconds(),
                known.holdCount(),
                known.holdSeconds(),
                known.pauseSeconds(),
                second(started),
                second(ended));
        return this;
    }

    private ContactRecord.RecordedAgent recordedAgent() {
        return Objects.requireNonNull(agent, "name the agent first");
    }

    ContactRecordBuilder attempts(int count) {
        attempts = count;
        return this;
    }

    ContactRecordBuilder disconnected(long seconds, @Nullable String why) {
        disconnected = second(seconds);
        reason = why;
        return this;
    }

    ContactRecordBuilder transferCompleted(long seconds) {
        transferCompleted = second(seconds);
        return this;
    }

    ContactRecordBuilder transferredTo(Endpoint value) {
        transferredTo = value;
        return this;
    }

    ContactRecordBuilder answeredBy(String value) {
        answeredBy = value;
        return this;
    }

    ContactRecordBuilder synthetic() {
        synthetic = true;
        return this;
    }

    ContactRecordBuilder subtype(String value) {
        subtype = value;
        return this;
    }

    ContactRecordBuilder initial(ContactId value) {
        initial = value;
        return this;
    }

    ContactRecordBuilder previous(ContactId value) {
        previous = value;
        return this;
    }

    ContactRecordBuilder next(ContactId value) {
        next = value;
        return this;
    }

    ContactRecordBuilder attributes(String... keysAndValues) {
        attributes = TestFacts.map(keysAndValues);
        return this;
    }

    ContactRecordBuilder tags(String... keysAndValues) {
        tags = TestFacts.map(keysAndValues);
        return this;
    }

    ContactRecordBuilder customer(@Nullable Endpoint value) {
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
