package io.contactstatus.live;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An audience that gets changes together, by a [ViewDigest], instead of one by one. A new subscriber, or one
/// that reconnects, gets the whole view unless nothing has changed since.
public interface DigestAudience<T> extends Audience<T> {

    /// A new one, for all subscribers with equal audiences.
    ViewDigest<T> digest();

    @Override
    default List<ServerEvent> changed(@Nullable T before, T after) {
        return List.of();
    }

    @Override
    default List<ServerEvent> reset(LiveSnapshot<T> snapshot) {
        return List.of();
    }
}
