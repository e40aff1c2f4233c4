package io.contactstatus.store;

import jakarta.validation.Valid;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Where contacts are kept, and how long.
///
/// @param retention how long a contact that is over is kept after the last thing that was received about it
/// @param retentionLive how long one that is live is, by what it is
/// @param deadLetterRetention how long a record that could not be read is kept as a dead letter
/// @param jobRetention how long a catch-up or back-fill is shown after it has ended
/// @param tables names of the tables, and whether to make them at start
/// @param dynamodb where DynamoDB is
/// @param queues of the figures of queues, what concerns the store: how long they are kept
/// @param archive of the archive, what concerns the store: how long things are kept
/// @param announce of the announcements, what concerns the store: whether changes are marked for them
/// @param changes of the list of contacts that are over by when they changed, whether it is kept
@Validated
@ConfigurationProperties("contact-status")
record StoreProperties(
        @DefaultValue("1440m") @DurationMin(minutes = 1) Duration retention,
        @DefaultValue @Valid RetentionLive retentionLive,
        @DefaultValue("14d") @DurationMin(minutes = 1) Duration deadLetterRetention,
        @DefaultValue("30d") @DurationMin(hours = 1) Duration jobRetention,
        @DefaultValue Tables tables,
        @DefaultValue Dynamodb dynamodb,
        @DefaultValue @Valid Queues queues,
        @DefaultValue @Valid Archive archive,
        @DefaultValue Announce announce,
        @DefaultValue Changes changes) {

    Retention ofContacts() {
        return new Retention(retention, retentionLive, archive);
    }

    /// @param callback of those that wait: the callback that rings, is dialled or is connected is a call
    record RetentionLive(
            @DefaultValue("1d") @DurationMin(minutes = 1) Duration call,
            @DefaultValue("8d") @DurationMin(minutes = 1) Duration chat,
            @DefaultValue("15d") @DurationMin(minutes = 1) Duration callback,
            @DefaultValue("91d") @DurationMin(minutes = 1) Duration task,
            @DefaultValue("91d") @DurationMin(minutes = 1) Duration email) {}

    /// @param prefix put before each table's name, to keep several installations in one account apart
    /// @param create makes missing tables at start: for development; in production they are infrastructure
    /// @param patience how long a DynamoDB that does not answer yet is waited for when tables are to be made
    record Tables(
            @DefaultValue("") String prefix,
            @DefaultValue("false") boolean create,
            @DefaultValue("0s") @DurationMin Duration patience) {}

    /// @param endpoint of an emulator; absent for the real one (or what `AWS_ENDPOINT_URL_DYNAMODB` says)
    record Dynamodb(@Nullable URI endpoint) {}

    record Queues(
            @DefaultValue("396d") @DurationMin(days = 2) Duration keep) {}

    /// @param enabled whether contacts that are over are archived
    /// @param after how long after its end a contact is archived: what comes later has it archived again
    /// @param grace how long after its expiry DynamoDB deletes what was not archived: nothing is lost for so long
    ///   when the archive cannot be written
    /// @param keep how long after that archived contacts are kept
    record Archive(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("24h") @DurationMin Duration after,
            @DefaultValue("14d") @DurationMin(minutes = 1) Duration grace,
            @DefaultValue("730d") @DurationMin(days = 1) Duration keep) {}

    record Announce(@DefaultValue("false") boolean enabled) {}

    record Changes(@DefaultValue("false") boolean enabled) {}
}
