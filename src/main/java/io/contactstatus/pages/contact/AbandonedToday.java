package io.contactstatus.pages.contact;

import io.contactstatus.masking.Veil;
import io.contactstatus.queues.FigureInterval;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.StoreUnavailable;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.visibility.ConnectInstances;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Who gave up today, the newest of them, kept in memory for all who search: read at most twice a minute, and only
/// while there is one who does.
@Component
class AbandonedToday {

    private static final int MOST = 200;
    private static final Duration TRUSTED = Duration.ofSeconds(30);

    private final ContactStore contacts;
    private final ConnectInstances instances;
    private final Clock clock;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Read last = Read.NEVER;

    AbandonedToday(ContactStore contacts, ConnectInstances instances, Clock clock) {
        this.contacts = contacts;
        this.instances = instances;
        this.clock = clock;
    }

    private record Read(Instant at, List<ContactSummaryView> contacts) {

        private static final Read NEVER = new Read(Instant.EPOCH, List.of());

        boolean isOver(Instant now) {
            return !now.isBefore(at.plus(TRUSTED));
        }
    }

    /// Unmasked, and of all instances. While they are read anew, or cannot be, those that were read before.
    ///
    /// @throws StoreUnavailable when they were never read
    List<ContactSummaryView> contacts() {
        var known = last;
        if (known.isOver(clock.instant()) && reading.tryLock()) {
            try {
                return read().contacts();
            } finally {
                reading.unlock();
            }
        }
        return known.contacts();
    }

    private Read read() {
        var known = last;
        var now = clock.instant();
        if (!known.isOver(now)) {
            return known;
        }
        try {
            known = new Read(now, ContactSummaryView.all(contacts.abandoned(midnight(now), MOST), Veil.LIFTED));
        } catch (StoreUnavailable away) {
            if (known.equals(Read.NEVER)) {
                throw away;
            }
            return known;
        }
        last = known;
        return known;
    }

    /// Of several time zones, where the day began first.
    private Instant midnight(Instant now) {
        return Stream.concat(
                        Stream.of(instances.timeZone(null)),
                        instances.ids().stream().map(instances::timeZone))
                .map(zone -> FigureInterval.P1D.of(now, zone))
                .min(Instant::compareTo)
                .orElse(now);
    }
}
