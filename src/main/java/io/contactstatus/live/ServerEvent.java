package io.contactstatus.live;

/// One server-sent event, without its id.
///
/// @param name what `event:` says
/// @param data any number of lines
public record ServerEvent(String name, String data) {}
