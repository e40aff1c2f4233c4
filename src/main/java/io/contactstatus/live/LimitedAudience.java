package io.contactstatus.live;

import io.contactstatus.visibility.VisibleInstances;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An audience to which what belongs to other instances than it may see does not exist. Equal only to one of the same
/// instances: what is rendered is shared by equal ones.
sealed class LimitedAudience<T> implements Audience<T> {

    final Audience<T> audience;
    final VisibleInstances visible;
    final FeedSource<T> source;

    private LimitedAudience(Audience<T> audience, VisibleInstances visible, FeedSource<T> source) {
        this.audience = audience;
        this.visible = visible;
        this.source = source;
    }

    /// The same where all is visible.
    static <T> Audience<T> of(Audience<T> audience, VisibleInstances visible, FeedSource<T> source) {
        if (visible.areAll()) {
            return audience;
        }
        return audience instanceof DigestAudience<T> digested
                ? new Digested<>(digested, visible, source)
                : new LimitedAudience<>(audience, visible, source);
    }

    static <T> LiveSnapshot<T> shown(LiveSnapshot<T> snapshot, VisibleInstances visible, FeedSource<T> source) {
        return visible.areAll()
                ? snapshot
                : new LiveSnapshot<>(
                        snapshot.position(),
                        snapshot.items().stream()
                                .filter(item -> visible.include(source.instanceId(item)))
                                .toList());
    }

    /// For logs.
    static String name(Audience<?> audience) {
        var named = audience instanceof LimitedAudience<?> limited ? limited.audience : audience;
        return named.getClass().getSimpleName();
    }

    private boolean shows(T item) {
        return visible.include(source.instanceId(item));
    }

    private @Nullable T shown(@Nullable T item) {
        return item != null && shows(item) ? item : null;
    }

    LiveSnapshot<T> shown(LiveSnapshot<T> snapshot) {
        return shown(snapshot, visible, source);
    }

    @Override
    public Duration heartbeat() {
        return audience.heartbeat();
    }

    @Override
    public void observe(@Nullable T before, T after) {
        if (shows(after)) {
            audience.observe(shown(before), after);
        }
    }

    @Override
    public boolean wants(@Nullable T before, T after) {
        return shows(after) && audience.wants(shown(before), after);
    }

    /// Also asked of what is not wanted: when [#wants] fails.
    @Override
    public List<ServerEvent> changed(@Nullable T before, T after) {
        return shows(after) ? audience.changed(shown(before), after) : List.of();
    }

    @Override
    public List<ServerEvent> reset(LiveSnapshot<T> snapshot) {
        return audience.reset(shown(snapshot));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LimitedAudience<?> that
                && audience.equals(that.audience)
                && visible.equals(that.visible)
                && source.equals(that.source);
    }

    @Override
    public int hashCode() {
        return 31 * audience.hashCode() + visible.hashCode();
    }

    private static final class Digested<T> extends LimitedAudience<T> implements DigestAudience<T> {

        private final DigestAudience<T> digested;

        Digested(DigestAudience<T> audience, VisibleInstances visible, FeedSource<T> source) {
            super(audience, visible, source);
            digested = audience;
        }

        @Override
        public ViewDigest<T> digest() {
            return new LimitedDigest(digested.digest());
        }

        @Override
        public List<ServerEvent> changed(@Nullable T before, T after) {
            return List.of();
        }

        @Override
        public List<ServerEvent> reset(LiveSnapshot<T> snapshot) {
            return List.of();
        }

        private final class LimitedDigest implements ViewDigest<T> {

            private final ViewDigest<T> digest;

            LimitedDigest(ViewDigest<T> digest) {
                this.digest = digest;
            }

            @Override
            public Duration pace() {
                return digest.pace();
            }

            @Override
            public void take(LiveSnapshot<T> snapshot) {
                digest.take(shown(snapshot));
            }

            @Override
            public List<ServerEvent> different() {
                return digest.different();
            }

            @Override
            public List<ServerEvent> whole() {
                return digest.whole();
            }
        }
    }
}
