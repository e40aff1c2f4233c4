package io.contactstatus.media.matroska;

/// Some samples of one side: 16 bit, little-endian whatever their MIME type says, 8,000 in a second.
///
/// @param timeMillis of the first one, since 1970
public record Block(Side side, long timeMillis, byte[] samples) {}
