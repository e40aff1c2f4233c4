package io.contactstatus.live;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An audience that is told of changes together instead of one by one. Who begins to follow, or comes again, is
/// told everything, unless nothing has changed since.
public interface DigestAudience<T> extends Audience<T> {

    /// A new one for all with equal audiences.
    Digest<T> digest();

    @Override
    default List<ServerEvent> changed(@Nullable T before, T after) {
        return List.of();
    }

    @Override
    default List<ServerEvent> afresh(Picture<T> picture) {
        return List.of();
    }
}
