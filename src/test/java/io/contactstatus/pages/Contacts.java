package io.contactstatus.pages;

import io.contactstatus.contact.Snapshot;
import io.contactstatus.contact.Status;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.ContactView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Contacts as a feed has them, for tests.
final class Contacts {

    static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private String id = "contact-1";
    private Status status = Status.QUEUED;
    private Instant since = NOON;
    private boolean active = true;
    private String channel = "VOICE";
    private String method = "INBOUND";
    private @Nullable String phone = "+819012345678";
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
        var waiting = status == Status.QUEUED;
        return new ContactSummaryView(
                id,
                status,
                since,
                active,
                channel,
                method,
                phone == null
                        ? null
                        : new ContactView.Customer(phone, new ContactView.Address("TELEPHONE_NUMBER", phone), null),
                new ContactView.Queue(
                        "queue-of-billing",
                        "arn:queue/queue-of-billing",
                        queueName,
                        since,
                        since,
                        null,
                        waiting ? null : 7),
                new ContactView.Agent(
                        "agent-1", "arn:agent/agent-1", agentName, null, null, null, null, null, workEnded),
                new ContactView.Flags(
                        true, connected, false, false, abandoned, callback, false, false, false, false, false),
                new Snapshot.Timestamps(NOON, null, null, null, null, null, heard),
                null,
                null,
                new ContactView.Chain(null, null, null, null),
                1);
    }
}
