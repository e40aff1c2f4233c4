package io.contactstatus.live;

import org.jspecify.annotations.Nullable;

/// Something of a picture that has changed.
///
/// @param number each one's is by one higher than that of the one before
/// @param before null for what was not known, or not lately
record Change<T>(long number, @Nullable T before, T after) {}
