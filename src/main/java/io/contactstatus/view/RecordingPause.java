package io.contactstatus.view;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// @param until null while it lasts
@Schema(name = "RecordingPause", description = "Captured audio is silent in between.")
public record RecordingPause(Instant from, @Nullable Instant until) {}
