package io.contactstatus.live;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The kind of item a feed is about: how items are told apart and ordered, and how they are read from the
/// store. What reads the store may throw.
interface FeedSource<T> {

    /// A plural, for metrics and messages.
    String name();

    String id(T item);

    /// The instance of Amazon Connect that it belongs to; null where none is known.
    @Nullable
    String instanceId(T item);

    /// Whether `other`, a version of the same item, is newer than the known one.
    boolean isNews(T known, T other);

    boolean isLive(T item);

    /// Whether no more changes are expected.
    boolean isSettled(T item);

    /// Of lists.
    Comparator<T> order();

    /// How to show that an item is no longer in the store; empty where that cannot be expressed, and
    /// subscribers have to start again from a snapshot.
    Optional<T> gone(T last);

    /// All that is live, by an index that may lag behind.
    void forEachLive(Consumer<T> user);

    /// Those that exist.
    List<T> find(Collection<String> ids);
}
