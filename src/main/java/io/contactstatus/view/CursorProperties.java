package io.contactstatus.view;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// @param cursorSecret what page cursors are sealed with, and ids of entries replaced by ([EntryIds]). Without one,
///   which only the embedded default allows, both end with the process
@ConfigurationProperties("contact-status.security")
public record CursorProperties(@Nullable String cursorSecret) {}
