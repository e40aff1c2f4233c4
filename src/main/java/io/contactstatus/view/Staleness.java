package io.contactstatus.view;

import io.contactstatus.contact.Leg;
import io.contactstatus.contact.Snapshot;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Which live contacts are stale at this moment. It depends on the clock, so it is found out when answering,
/// and is in no version, item, history, announcement or picture of a feed.
@Component
public class Staleness {

    private final StaleProperties limits;
    private final Clock clock;

    public Staleness(StaleProperties limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /// For clocks elsewhere: after that moment it is stale unless something is heard of it. Null when it never
    /// will be.
    public @Nullable Instant staleFrom(ContactSummaryView contact) {
        return limits.staleFrom(contact);
    }

    public boolean isStale(ContactSummaryView contact) {
        return limits.isStale(contact, clock.instant());
    }

    public boolean isStale(Snapshot seen) {
        return limits.isStale(seen, clock.instant());
    }

    /// Whether it was stale at that moment, as far as was known then.
    boolean isStale(Snapshot seen, Instant at) {
        return limits.isStale(seen, at);
    }

    /// Whether it is listed with the stale ones: an agent's consultation is, as soon as the leg it is about is.
    ///
    /// @param legs finds another leg by its id, or null
    public boolean isAmongStale(ContactSummaryView contact, Function<String, @Nullable ContactSummaryView> legs) {
        if (isStale(contact)) {
            return true;
        }
        var previous = contact.leg() == Leg.CONSULT ? contact.chain().previousContactId() : null;
        var before = previous == null ? null : legs.apply(previous);
        return before != null && isStale(before);
    }

    /// As it is told at this moment.
    public ContactSummaryView now(ContactSummaryView contact) {
        return isStale(contact) ? contact.asStale() : contact;
    }

    public List<ContactSummaryView> now(List<ContactSummaryView> contacts) {
        return contacts.stream().map(this::now).toList();
    }
}
