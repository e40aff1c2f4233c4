package io.contactstatus.view;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// @param cursorSecret what page cursors are sealed with. Without one, which only the embedded default allows,
///   cursors end with the process
@ConfigurationProperties("contact-status.security")
public record CursorProperties(@Nullable String cursorSecret) {}
