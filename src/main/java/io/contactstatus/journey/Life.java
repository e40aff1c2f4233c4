package io.contactstatus.journey;

import io.contactstatus.contact.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What all sources together tell of a contact's life, each fact once.
final class Life {

    private static final Duration SECOND = Duration.ofSeconds(1);

    /// Contact events and agent events each have their own moment of the same connection.
    private static final Duration CONNECTING = Duration.ofSeconds(2);

    private final Moments begun = new Moments(SECOND);
    private final Moments queued = new Moments(SECOND);
    private final Moments connected = new Moments(CONNECTING);
    private final Moments paused = new Moments(SECOND);
    private final Moments resumed = new Moments(SECOND);
    private final Moments disconnected = new Moments(SECOND);
    private final Map<String, NavigableSet<SeatState>> seats = new TreeMap<>();
    private @Nullable Instant firstHeard;
    private @Nullable Instant completed;
    private @Nullable String channel;
    private @Nullable String method;
    private @Nullable String previous;
    private @Nullable String reason;
    private @Nullable String answeredBy;
    private Part record = Part.NONE;

    private final boolean complete;

    private Life(boolean complete) {
        this.complete = complete;
    }

    /// @param entries in their order
    /// @param complete whether those are all
    static Life in(List<Entry> entries, boolean complete) {
        var life = new Life(complete);
        for (var entry : entries) {
            if (entry.source() == Source.CONTACT_RECORD && entry.detail().isObject()) {
                // The last one is the valid one.
                life.record = entry.detail();
            } else {
                life.hear(entry);
            }
        }
        life.hearRecord();
        return life;
    }

    private void hear(Entry entry) {
        var at = entry.at();
        if (firstHeard == null && entry.source() != Source.API) {
            firstHeard = at;
        }
        switch (entry.source()) {
            case CONTACT_EVENT -> hearEvent(entry.type(), at, entry.contact());
            case AGENT_EVENT -> hearAgent(entry.type(), at, entry.contact());
            case FLOW_EVENT -> identify(entry.contact());
            case FLOW_LOG, CONTACT_LENS, API, CONTACT_RECORD -> {}
        }
    }

    private void hearEvent(String type, @Nullable Instant at, Part event) {
        identify(event);
        begun.add(event.time("InitiationTimestamp"), null);
        var queue = event.part("QueueInfo");
        queued.add(orIf(type.equals("QUEUED"), queue.time("EnqueueTimestamp"), at), queue.text("QueueArn"));
        var agent = event.part("AgentInfo");
        connected.add(
                orIf(type.equals("CONNECTED_TO_AGENT"), agent.time("ConnectedToAgentTimestamp"), at),
                agent.text("AgentArn"));
        paused.add(orIf(type.equals("PAUSED"), event.time("LastPausedTimestamp"), at), null);
        resumed.add(orIf(type.equals("RESUMED"), event.time("LastResumedTimestamp"), at), null);
        disconnected.add(orIf(type.equals("DISCONNECTED"), event.time("DisconnectTimestamp"), at), null);
        reason = first(event.text("DisconnectReason"), reason);
        answeredBy = first(event.text("AnsweringMachineDetectionStatus"), answeredBy);
        if (type.equals("COMPLETED")) {
            completed = at;
        }
    }

    private void hearAgent(String state, @Nullable Instant at, Part seen) {
        identify(seen);
        var agent = seen.text("AgentARN");
        queued.add(seen.time("QueueTimestamp"), seen.part("Queue").arn());
        connected.add(seen.time("ConnectedToAgentTimestamp"), agent);
        if (at != null) {
            var seat = agent == null ? "" : agent;
            seats.computeIfAbsent(seat, of -> new TreeSet<>()).add(new SeatState(at, state, seat));
        }
    }

    private void hearRecord() {
        identify(record);
        begun.add(record.time("InitiationTimestamp"), null);
        var queue = record.part("Queue");
        queued.add(queue.time("EnqueueTimestamp"), queue.arn());
        var agent = record.part("Agent");
        connected.add(agent.time("ConnectedToAgentTimestamp"), agent.arn());
        disconnected.add(record.time("DisconnectTimestamp"), null);
        reason = first(record.text("DisconnectReason"), reason);
        answeredBy = first(record.text("AnsweringMachineDetectionStatus"), answeredBy);
    }

    private void identify(Part contact) {
        channel = first(channel, contact.text("Channel"));
        method = first(method, contact.text("InitiationMethod"));
        var named = contact.text("PreviousContactId");
        if (named != null && !named.equals(contact.text("ContactId"))) {
            previous = named;
        }
    }

    private static @Nullable Instant orIf(boolean isAboutIt, @Nullable Instant told, @Nullable Instant at) {
        return told == null && isAboutIt ? at : told;
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }

    @Nullable
    Instant begun() {
        return begun.all().isEmpty() ? firstHeard : begun.all().firstKey();
    }

    Moments queued() {
        return queued;
    }

    Moments connected() {
        return connected;
    }

    Moments paused() {
        return paused;
    }

    Moments resumed() {
        return resumed;
    }

    /// Each agent's own states, in their order.
    Map<String, NavigableSet<SeatState>> seats() {
        return seats;
    }

    /// When the customer's side ended, as far as it is told.
    @Nullable
    Instant end() {
        var last = disconnected.last();
        return last == null ? completed : last;
    }

    /// Of which only the beginning is known counts as over: nobody can say that anything of it goes on.
    boolean isOver() {
        return !complete || end() != null || record.isObject();
    }

    String channel() {
        return channelOf(channel);
    }

    static String channelOf(Part contact) {
        return channelOf(contact.text("Channel"));
    }

    /// In capitals, and in the singular, as all sources but one have it.
    private static String channelOf(@Nullable String channel) {
        var capitals = channel == null ? "VOICE" : channel.toUpperCase(Locale.ROOT);
        return capitals.equals("TASKS") ? "TASK" : capitals;
    }

    String method() {
        return method == null ? "" : method;
    }

    @Nullable
    String previous() {
        return previous;
    }

    @Nullable
    String reason() {
        return reason;
    }

    @Nullable
    String answeredBy() {
        return answeredBy;
    }

    /// The valid contact record; empty while there is none.
    Part record() {
        return record;
    }
}
