package io.contactstatus.pages;

import io.contactstatus.contact.Leg;
import io.contactstatus.contact.Outcome;
import io.contactstatus.contact.Phase;
import io.contactstatus.contact.Snapshot;
import io.contactstatus.contact.Status;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.ContactView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Contacts as a feed has them, for tests.
final class Contacts {

    static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private String id = "contact-1";
    private Status status = Status.QUEUED;
    private Phase.@Nullable Kind phase = Phase.Kind.QUEUE;
    private Leg leg = Leg.CUSTOMER;
    private boolean synthetic;
    private @Nullable Instant scheduled;
    private @Nullable Instant waitingSince;
    private @Nullable Outcome outcome;
    private long version = 1;
    private Instant since = NOON;
    private boolean active = true;
    private String channel = "VOICE";
    private @Nullable String subtype;
    private String method = "INBOUND";
    private @Nullable String phone = "+819012345678";
    private List<String> furtherKeys = List.of();
    private @Nullable String queueName = "Billing";
    private String agentName = "mori";
    private @Nullable Instant workEnded;
    private boolean callback;
    private boolean abandoned;
    private boolean connected;
    private @Nullable Instant heard = NOON;

    static Contacts contact() {
        return new Contacts();
    }

    Contacts id(String value) {
        id = value;
        return this;
    }

    Contacts in(Status value) {
        status = value;
        phase = phase(value);
        return this;
    }

    private static Phase.@Nullable Kind phase(Status status) {
        return switch (status) {
            case INITIATED, CONNECTED_TO_SYSTEM -> Phase.Kind.FLOW;
            case QUEUED -> Phase.Kind.QUEUE;
            case CONNECTING_TO_AGENT -> Phase.Kind.RINGING;
            case CONNECTED_TO_AGENT -> Phase.Kind.WITH_AGENT;
            case ON_HOLD -> Phase.Kind.ON_HOLD;
            case PAUSED -> Phase.Kind.PAUSED;
            case AFTER_CONTACT_WORK -> Phase.Kind.AFTER_CONTACT_WORK;
            case DISCONNECTED, COMPLETED -> null;
        };
    }

    Contacts in(Phase.@Nullable Kind value) {
        phase = value;
        return this;
    }

    Contacts leg(Leg value) {
        leg = value;
        return this;
    }

    Contacts synthetic() {
        synthetic = true;
        return this;
    }

    Contacts scheduled(Instant value) {
        scheduled = value;
        return this;
    }

    Contacts waitingSince(Instant value) {
        waitingSince = value;
        return this;
    }

    Contacts ended(Outcome value) {
        outcome = value;
        active = false;
        phase = null;
        return this;
    }

    Contacts version(long value) {
        version = value;
        return this;
    }

    Contacts since(Instant value) {
        since = value;
        heard = value;
        return this;
    }

    Contacts over() {
        active = false;
        return this;
    }

    Contacts subtype(String value) {
        subtype = value;
        return this;
    }

    Contacts channel(String value) {
        channel = value;
        return this;
    }

    Contacts method(String value) {
        method = value;
        return this;
    }

    Contacts from(@Nullable String value) {
        phone = value;
        return this;
    }

    Contacts furtherKey(String value) {
        furtherKeys = List.of(value);
        return this;
    }

    Contacts queue(@Nullable String value) {
        queueName = value;
        return this;
    }

    Contacts agent(String value) {
        agentName = value;
        return this;
    }

    Contacts cleared() {
        workEnded = NOON;
        return this;
    }

    Contacts callback(boolean value) {
        callback = value;
        method = value ? "CALLBACK" : method;
        return this;
    }

    Contacts abandoned() {
        abandoned = true;
        return this;
    }

    Contacts connected() {
        connected = true;
        return this;
    }

    ContactSummaryView seen() {
        var waiting = phase == Phase.Kind.QUEUE;
        return new ContactSummaryView(
                id,
                null,
                status,
                since,
                active,
                phase,
                phase == null ? null : since,
                leg,
                channel,
                subtype,
                method,
                phone == null
                        ? null
                        : new ContactView.Customer(
                                phone, new ContactView.Address("TELEPHONE_NUMBER", phone), null, furtherKeys),
                new ContactView.Queue(
                        "queue-of-billing",
                        "arn:queue/queue-of-billing",
                        queueName,
                        since,
                        since,
                        waitingSince == null ? since : waitingSince,
                        null,
                        waiting ? null : 7),
                new ContactView.Agent(
                        "agent-1", "arn:agent/agent-1", agentName, null, null, null, null, null, workEnded),
                outcome,
                null,
                new ContactView.Flags(
                        true, connected, false, false, abandoned, callback, false, false, false, false, false),
                new Snapshot.Timestamps(scheduled, NOON, null, null, null, null, null, heard),
                null,
                null,
                new ContactView.Chain(null, null, null, null),
                synthetic ? true : null,
                version);
    }
}
