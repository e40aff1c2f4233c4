package io.contactstatus.pages.contact;

import io.contactstatus.masking.Veil;
import io.contactstatus.queues.FigureInterval;
import io.contactstatus.store.ContactStore;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.visibility.ConnectInstances;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
    private @Nullable Read last;

    AbandonedToday(ContactStore contacts, ConnectInstances instances, Clock clock) {
        this.contacts = contacts;
        this.instances = instances;
        this.clock = clock;
    }

    private record Read(Instant at, List<ContactSummaryView> contacts) {}

    /// Unmasked, and of all instances.
    synchronized List<ContactSummaryView> contacts() {
        var now = clock.instant();
        var known = last;
        if (known == null || !now.isBefore(known.at().plus(TRUSTED))) {
            known = new Read(now, ContactSummaryView.all(contacts.abandoned(midnight(now), MOST), Veil.LIFTED));
            last = known;
        }
        return known.contacts();
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
