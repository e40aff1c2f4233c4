package io.contactstatus.pages.board;

import io.contactstatus.live.LiveSnapshot;
import io.contactstatus.live.ServerEvent;
import io.contactstatus.live.ViewDigest;
import io.contactstatus.view.ContactSummaryView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The board as one audience was sent it last, and as it is now. Keeps no more rows of each group than are shown.
final class BoardDigest implements ViewDigest<ContactSummaryView> {

    /// Faster than people can follow would be wasted. The first change after a pause is sent at once.
    private static final Duration PACE = Duration.ofMillis(150);

    private final BoardAudience audience;
    private @Nullable Board told;
    private @Nullable Board now;
    private long abandonedTold;
    private long abandonedNow;

    BoardDigest(BoardAudience audience) {
        this.audience = audience;
    }

    @Override
    public Duration pace() {
        return PACE;
    }

    @Override
    public void take(LiveSnapshot<ContactSummaryView> snapshot) {
        told = now;
        abandonedTold = abandonedNow;
        now = audience.board(snapshot);
        abandonedNow = audience.abandoned().changes();
    }

    /// What the page has to draw; null before the second picture.
    @Nullable
    BoardChanges changes() {
        return now == null || told == null ? null : BoardChanges.between(told, now);
    }

    @Override
    public List<ServerEvent> different() {
        var events = new ArrayList<ServerEvent>();
        var changes = changes();
        if (now != null && changes != null && !changes.isEmpty()) {
            events.add(new ServerEvent("changes", audience.changes(now, changes)));
        }
        if (abandonedNow != abandonedTold) {
            events.add(new ServerEvent("abandoned", "changed"));
        }
        return events;
    }

    @Override
    public List<ServerEvent> whole() {
        return now == null
                ? List.of()
                : List.of(new ServerEvent("board", audience.whole(now)), new ServerEvent("abandoned", "everything"));
    }
}
