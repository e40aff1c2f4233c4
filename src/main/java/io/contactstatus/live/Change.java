package io.contactstatus.live;

import org.jspecify.annotations.Nullable;

/// One change of a live item.
///
/// @param position numbered without gaps within an epoch
/// @param before null for an item that was not known, or is not any more
record Change<T>(FeedPosition position, @Nullable T before, T after) {}
