package io.contactstatus.view;

import io.swagger.v3.oas.annotations.media.Schema;

/// Who spoke how long, in whole seconds.
@Schema(name = "Talk", description = "Who spoke how long, in audio that the service has captured.")
public record RecordingTalk(
        long customerSeconds, long agentSeconds, long bothSeconds, long silenceSeconds, long longestSilenceSeconds) {}
