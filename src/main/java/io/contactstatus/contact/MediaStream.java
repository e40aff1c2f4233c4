package io.contactstatus.contact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where Amazon Connect streams the audio of a contact to, as its flow was told.
///
/// @param stoppedAt null while it goes on
public record MediaStream(
        String arn, Instant startedAt, @Nullable Instant stoppedAt) {}
