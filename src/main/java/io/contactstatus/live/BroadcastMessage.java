package io.contactstatus.live;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One node of the linked list that the subscribers of a [Broadcast] read: a change, or a digest of all that
/// changes until it is read. Subscribers let go of the nodes they have read, so those that all have read are
/// collected.
final class BroadcastMessage<T> {

    /// Grows by one with each message of the broadcast.
    final long count;

    private final @Nullable Change<T> change;
    private final boolean isDigest;
    private volatile @Nullable BroadcastMessage<T> next;
    private volatile @Nullable Text text;
    /// Guarded by the [LiveState], as the snapshot is: what changes after sealing is not in this digest.
    private boolean sealed;

    private boolean wholeRequested;
    /// A digest that failed cannot be rendered again: what it would have compared with is gone.
    private boolean failed;

    private BroadcastMessage(long count, @Nullable Change<T> change, boolean isDigest) {
        this.count = count;
        this.change = change;
        this.isDigest = isDigest;
    }

    /// @param whole of a digest, if requested
    /// @param position of a digest
    private record Text(
            byte[] news, byte @Nullable [] whole, @Nullable String position) {}

    /// Without content.
    static <T> BroadcastMessage<T> first() {
        return new BroadcastMessage<>(0, null, false);
    }

    BroadcastMessage<T> followedBy(Change<T> following) {
        return followedBy(new BroadcastMessage<>(count + 1, following, false));
    }

    BroadcastMessage<T> followedByDigest() {
        return followedBy(new BroadcastMessage<>(count + 1, null, true));
    }

    private BroadcastMessage<T> followedBy(BroadcastMessage<T> message) {
        next = message;
        return message;
    }

    @Nullable
    BroadcastMessage<T> next() {
        return next;
    }

    /// Whether what changes now goes into it.
    boolean isOpen() {
        return isDigest && !sealed;
    }

    void seal() {
        sealed = true;
    }

    void requestWhole() {
        wholeRequested = true;
    }

    /// In nanoseconds, until it may be read.
    long due(Broadcast<T> broadcast) {
        return isDigest && text == null ? broadcast.pause() : 0;
    }

    /// Rendered by the first subscriber that reads it, not by the thread that delivers changes to all.
    byte[] text(Broadcast<T> broadcast) {
        return rendered(broadcast).news();
    }

    /// For a subscriber that does not know what was before; nothing for one that knows this very position.
    byte[] whole(Broadcast<T> broadcast, @Nullable String known) {
        var rendered = rendered(broadcast);
        return Objects.equals(known, rendered.position()) ? new byte[0] : Objects.requireNonNull(rendered.whole());
    }

    private Text rendered(Broadcast<T> broadcast) {
        var rendered = text;
        if (rendered != null) {
            return rendered;
        }
        synchronized (this) {
            rendered = text;
            if (rendered == null) {
                if (failed) {
                    throw new IllegalStateException("this digest could not be rendered");
                }
                failed = isDigest;
                rendered = render(broadcast);
                failed = false;
                text = rendered;
            }
            return rendered;
        }
    }

    private Text render(Broadcast<T> broadcast) {
        if (isDigest) {
            var snapshot = broadcast.render(this);
            var position = snapshot.position();
            return new Text(
                    SseEncoder.of(broadcast.digest().different(), position),
                    wholeRequested ? SseEncoder.of(broadcast.digest().whole(), position) : null,
                    position);
        }
        return new Text(change == null ? new byte[0] : broadcast.text(change), null, null);
    }
}
