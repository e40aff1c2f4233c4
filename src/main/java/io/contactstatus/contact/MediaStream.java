package io.contactstatus.contact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where Amazon Connect streams the audio of a contact to.
///
/// @param isRecorded whether a contact record says so, after all of it was streamed; otherwise a flow was told while
///   it began
/// @param stoppedAt null while it goes on
/// @param lastFragment the number of the last fragment, where it is known
public record MediaStream(
        String arn,
        boolean isRecorded,
        Instant startedAt,
        @Nullable Instant stoppedAt,
        @Nullable String lastFragment) {}
