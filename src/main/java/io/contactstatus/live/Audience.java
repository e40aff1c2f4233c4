package io.contactstatus.live;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Subscribers who get the same events in the same form: same filter, rights and language.
///
/// Equal audiences share one rendering of each event, so this has to be a record or implement `equals` like
/// one. It is called from any thread, and must not block.
public interface Audience<T> {

    /// For pages, which say that they are not connected when they hear nothing for some of these.
    Duration HEARTBEAT_OF_PAGES = Duration.ofSeconds(5);

    /// After how long without an event they get one that says when, where no shorter one is configured.
    default Duration heartbeat() {
        return Duration.ofSeconds(15);
    }

    /// Takes note of a change before [#wants] is asked, of those it does not want too. Called under the lock of
    /// the feed, or by the thread of a subscriber that reconnects and gets the change once more.
    default void observe(@Nullable T before, T after) {}

    /// Whether a change concerns these subscribers; without side effects. A change that takes an item out of
    /// their filter does: they would show it for ever.
    ///
    /// @param before null for what was not live
    boolean wants(@Nullable T before, T after);

    List<ServerEvent> changed(@Nullable T before, T after);

    /// Everything, for subscribers that may have missed something and forget what they have shown before. Gets
    /// all that is live, wanted or not.
    List<ServerEvent> reset(LiveSnapshot<T> snapshot);
}
