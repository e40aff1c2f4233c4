package io.contactstatus.pages;

import io.contactstatus.live.Digest;
import io.contactstatus.live.Picture;
import io.contactstatus.live.ServerEvent;
import io.contactstatus.view.ContactSummaryView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The board as those who look at it alike have been shown it last, and as it is now. Of each group it keeps no
/// more rows than are shown.
final class BoardDigest implements Digest<ContactSummaryView> {

    /// No more often than people can follow; what happens after a quiet moment is told at once.
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
    public void take(Picture<ContactSummaryView> picture) {
        told = now;
        abandonedTold = abandonedNow;
        now = audience.board(picture);
        abandonedNow = audience.abandoned().changes();
    }

    /// What the page has to draw; nothing as long as there is nothing to compare with.
    Board.@Nullable Changes changes() {
        return now == null || told == null ? null : now.since(told);
    }

    @Override
    public List<ServerEvent> different() {
        var events = new ArrayList<ServerEvent>();
        var changes = changes();
        if (now != null && changes != null && !changes.isEmpty()) {
            events.add(new ServerEvent("changes", audience.fragments().changes(now, changes, audience.locale())));
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
                : List.of(
                        new ServerEvent("board", audience.fragments().whole(now, audience.locale())),
                        new ServerEvent("abandoned", "everything"));
    }
}
