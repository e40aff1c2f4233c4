package io.contactstatus.pages;

import io.contactstatus.contact.Leg;
import io.contactstatus.contact.Outcome;
import io.contactstatus.contact.Phase;
import io.contactstatus.contact.Snapshot;
import io.contactstatus.contact.Status;
import io.contactstatus.view.ChainView;
import io.contactstatus.view.ContactAgentView;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.CustomerView;
import io.contactstatus.view.EndpointView;
import io.contactstatus.view.FlagsView;
import io.contactstatus.view.QueueView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Contacts as a feed has them, for tests.
public final class Contacts {

    public static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

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
    private @Nullable List<String> rules;
    private String queueId = "queue-of-billing";
    private @Nullable String queueName = "Billing";
    private @Nullable String agentName = "mori";
    private String agentId = "agent-1";
    private @Nullable Instant workEnded;
    private boolean callback;
    private boolean abandoned;
    private boolean connected;
    private @Nullable Instant heard = NOON;

    public static Contacts contact() {
        return new Contacts();
    }

    public Contacts id(String value) {
        id = value;
        return this;
    }

    public Contacts in(Status value) {
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

    public Contacts in(Phase.@Nullable Kind value) {
        phase = value;
        return this;
    }

    public Contacts leg(Leg value) {
        leg = value;
        return this;
    }

    public Contacts synthetic() {
        synthetic = true;
        return this;
    }

    public Contacts scheduled(Instant value) {
        scheduled = value;
        return this;
    }

    public Contacts waitingSince(Instant value) {
        waitingSince = value;
        return this;
    }

    public Contacts ended(Outcome value) {
        outcome = value;
        active = false;
        phase = null;
        return this;
    }

    public Contacts version(long value) {
        version = value;
        return this;
    }

    public Contacts since(Instant value) {
        since = value;
        heard = value;
        return this;
    }

    public Contacts over() {
        active = false;
        return this;
    }

    public Contacts subtype(String value) {
        subtype = value;
        return this;
    }

    public Contacts channel(String value) {
        channel = value;
        return this;
    }

    public Contacts method(String value) {
        method = value;
        return this;
    }

    public Contacts from(@Nullable String value) {
        phone = value;
        return this;
    }

    public Contacts furtherKey(String value) {
        furtherKeys = List.of(value);
        return this;
    }

    public Contacts queue(@Nullable String value) {
        queueName = value;
        return this;
    }

    public Contacts queueId(String value) {
        queueId = value;
        return this;
    }

    public Contacts agent(@Nullable String value) {
        agentName = value;
        return this;
    }

    public Contacts agentId(String value) {
        agentId = value;
        return this;
    }

    public Contacts cleared() {
        workEnded = NOON;
        return this;
    }

    public Contacts callback(boolean value) {
        callback = value;
        method = value ? "CALLBACK" : method;
        return this;
    }

    public Contacts abandoned() {
        abandoned = true;
        return this;
    }

    /// @param names the newest one first
    public Contacts matching(String... names) {
        rules = List.of(names);
        return this;
    }

    public Contacts connected() {
        connected = true;
        return this;
    }

    public ContactSummaryView seen() {
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
                        : new CustomerView(phone, new EndpointView("TELEPHONE_NUMBER", phone), null, furtherKeys),
                new QueueView(
                        queueId,
                        "arn:queue/" + queueId,
                        queueName,
                        since,
                        since,
                        waitingSince == null ? since : waitingSince,
                        null,
                        waiting ? null : 7),
                new ContactAgentView(
                        agentId, "arn:agent/" + agentId, agentName, null, null, null, null, null, workEnded),
                outcome,
                null,
                new FlagsView(
                        true, connected, false, false, abandoned, callback, false, false, false, false, false, false),
                new Snapshot.Timestamps(scheduled, NOON, null, null, null, null, null, heard),
                null,
                null,
                new ChainView(null, null, null, null),
                synthetic ? true : null,
                null,
                null,
                null,
                null,
                null,
                version,
                rules);
    }
}
