package io.contactstatus.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far back figures can be summed up from contacts: as far as none is gone. Without the archive that is the
/// retention. With it that is the day on which it was switched on, once contacts of before are gone, and no more than
/// what the archive keeps. Where it is switched off that day is forgotten: what ends then goes.
final class FiguresReach {

    private static final String SINCE = "ARCHIVED";

    /// Instances are changed one after the other, and those that do not archive yet write contacts too.
    private static final Duration CHANGE = Duration.ofDays(1);

    private static final Duration KNOWN_AGAIN = Duration.ofHours(1);

    private final QueueFiguresTable table;
    private final Duration retention;
    private final StoreProperties.Archive archive;
    private final Clock clock;
    private @Nullable Known known;

    private record Known(Instant since, Instant read) {}

    FiguresReach(QueueFiguresTable table, Retention retention, Clock clock) {
        this.table = table;
        this.retention = retention.over();
        archive = retention.archive();
        this.clock = clock;
    }

    /// Intervals that began before may lack contacts that have expired.
    Instant oldestWhole(Instant now) {
        var expired = now.minus(retention);
        var since = since();
        if (!since.isBefore(expired)) {
            return expired;
        }
        var gone = now.minus(archive.keep());
        return since.isAfter(gone) ? since : gone;
    }

    Duration retention() {
        return retention;
    }

    private synchronized Instant since() {
        var now = clock.instant();
        var last = known;
        if (last == null || !last.read().plus(KNOWN_AGAIN).isAfter(now)) {
            last = new Known(read(now), now);
            known = last;
        }
        return last.since();
    }

    private Instant read(Instant now) {
        var there = table.find(QueueFiguresTable.ALL + SINCE, SINCE);
        if (!archive.enabled()) {
            there.ifPresent(any -> table.delete(QueueFiguresTable.ALL + SINCE, SINCE));
            return Instant.MAX;
        }
        var since = there.map(item -> Instant.parse(item.text())).orElse(now.plus(CHANGE));
        // Written again, so that it stays for as long as there is an archive.
        table.put(QueueFiguresTable.ALL + SINCE, SINCE, since.toString(), now.plus(archive.keep()));
        return since;
    }
}
