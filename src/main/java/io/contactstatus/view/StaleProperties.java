package io.contactstatus.view;

import io.contactstatus.contact.ContactKind;
import io.contactstatus.contact.Flag;
import io.contactstatus.contact.Snapshot;
import io.contactstatus.contact.Status;
import java.time.Duration;
import java.time.Instant;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How long a live contact may be silent until it is stale: its end may have been lost. One that is exactly as
/// old as its limit is not stale yet.
///
/// @param callback only of those that wait: the callback that rings, is dialled or is connected is a call
@Validated
@ConfigurationProperties("contact-status.stale")
public record StaleProperties(
        @DefaultValue("2h") @DurationMin(seconds = 1) Duration call,
        @DefaultValue("24h") @DurationMin(seconds = 1) Duration chat,
        @DefaultValue("24h") @DurationMin(seconds = 1) Duration task,
        @DefaultValue("24h") @DurationMin(seconds = 1) Duration email,
        @DefaultValue("15d") @DurationMin(seconds = 1) Duration callback) {

    /// After that moment it is stale unless something is heard of it; null when it never will be: it is over
    /// and no agent is at work after it, or none of its times is known.
    public @Nullable Instant staleFrom(ContactSummaryView contact) {
        var kind = ContactKind.of(contact.channel(), contact.phase(), contact.initiationMethod());
        var live = contact.active() || isAtWorkAfter(contact.status());
        return staleFrom(live && !contact.flags().unknownToConnect(), kind, contact.timestamps());
    }

    /// The same of a live one of which no time is known, as only a flow has told of it: it tells none.
    ///
    /// @param known since when it is known
    public Instant staleFrom(ContactSummaryView contact, Instant known) {
        return known.plus(limit(ContactKind.of(contact.channel(), contact.phase(), contact.initiationMethod())));
    }

    public boolean isStale(ContactSummaryView contact, Instant now) {
        return isPast(staleFrom(contact), now);
    }

    boolean isStale(Snapshot seen, Instant now) {
        var live = seen.active() || isAtWorkAfter(seen.status());
        return isPast(
                staleFrom(live && !seen.is(Flag.UNKNOWN_TO_CONNECT), ContactKind.of(seen), seen.timestamps()), now);
    }

    private static boolean isPast(@Nullable Instant staleFrom, Instant now) {
        return staleFrom != null && now.isAfter(staleFrom);
    }

    private @Nullable Instant staleFrom(boolean live, ContactKind kind, Snapshot.Timestamps times) {
        var silentSince = times.silentSince();
        if (!live || silentSince == null) {
            return null;
        }
        var scheduled = times.scheduled();
        // What is planned is silent until its time.
        var from = scheduled != null && scheduled.isAfter(silentSince) ? scheduled : silentSince;
        return from.plus(limit(kind));
    }

    /// The end of the work may be lost as well.
    private static boolean isAtWorkAfter(Status status) {
        return status == Status.AFTER_CONTACT_WORK;
    }

    private Duration limit(ContactKind kind) {
        return switch (kind) {
            case CALL -> call;
            case CALLBACK -> callback;
            case CHAT -> chat;
            case TASK -> task;
            case EMAIL -> email;
        };
    }
}
