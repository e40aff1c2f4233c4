package io.contactstatus.live;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How somebody is brought up to date who begins to follow.
///
/// @param afresh everything, or null for who has missed no more than the changes
record Introduction<T>(@Nullable Picture<T> afresh, List<Change<T>> missed) {}
