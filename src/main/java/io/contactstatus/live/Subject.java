package io.contactstatus.live;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What a feed is about: how its items are told apart, and where they lie. Everything that reads the store may throw.
interface Subject<T> {

    /// A plural, as it stands in metrics and messages.
    String name();

    String id(T item);

    /// Whether the second of two sayings about the same thing is the newer one.
    boolean isNews(T known, T heard);

    /// Whether it belongs to what is live.
    boolean isLive(T item);

    /// Whether nothing is expected of it any more.
    boolean isSettled(T item);

    /// The order in which lists show them.
    Comparator<T> order();

    /// What is told of something that is not in the store any more; empty where there is no word for that, and whoever
    /// follows has to be shown everything afresh.
    Optional<T> gone(T last);

    /// Whether changes are heard of when they are stored, so that those found by comparing had been missed.
    default boolean isHeardOf() {
        return true;
    }

    /// What is known without asking the store, and so shown and told also while that does not answer.
    default List<T> atHand() {
        return List.of();
    }

    /// All else that is live, as far as an index knows that may be behind.
    void forEachLive(Consumer<T> user);

    /// Those that exist.
    List<T> find(Collection<String> ids);
}
