package io.contactstatus.reconcile;

import io.contactstatus.contact.Phase;
import io.contactstatus.contact.Status;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.StaleProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Why a contact that seems to be live may not be.
///
/// @param instance the id of its instance
/// @param since from when on; the oldest is the most doubtful of its kind
record Doubt(String contactId, @Nullable String instance, Reason reason, Instant since) {

    private static final Comparator<Doubt> MOST_DOUBTFUL_FIRST =
            Comparator.comparing(Doubt::reason).thenComparing(Doubt::since).thenComparing(Doubt::contactId);

    /// An end is told within seconds of the agent's.
    private static final Duration GRACE = Duration.ofMinutes(1);

    /// The most doubtful first.
    enum Reason {
        /// The agent who had it, or at whom it rang, does not have it any more, and nothing says what became of it.
        LET_GO,
        /// Silent for longer than its kind is.
        STALE,
        /// Its end may have fallen into a time in which nothing was heard at all.
        GAP
    }

    /// @param gap the last interruption: contacts of which nothing was heard since; null when there was none
    /// @param known since when a contact is known that tells no time
    static List<Doubt> among(
            List<ContactSummaryView> live,
            StaleProperties limits,
            @Nullable Instant gap,
            Function<String, Instant> known,
            Instant now,
            Predicate<Doubt> isOpen) {
        return live.stream()
                .flatMap(contact -> about(contact, limits, gap, known, now).stream())
                .filter(isOpen)
                .sorted(MOST_DOUBTFUL_FIRST)
                .toList();
    }

    private static Optional<Doubt> about(
            ContactSummaryView contact,
            StaleProperties limits,
            @Nullable Instant gap,
            Function<String, Instant> known,
            Instant now) {
        if (contact.flags().unknownToConnect()) {
            return Optional.empty();
        }
        var letGo = letGo(contact);
        if (letGo != null && now.isAfter(letGo.plus(GRACE))) {
            return Optional.of(of(contact, Reason.LET_GO, letGo));
        }
        var heard = contact.timestamps().silentSince();
        var stale = heard == null && contact.active()
                ? limits.staleFrom(contact, known.apply(contact.contactId()))
                : limits.staleFrom(contact);
        if (stale != null && now.isAfter(stale)) {
            return Optional.of(of(contact, Reason.STALE, stale));
        }
        return gap != null && heard != null && heard.isBefore(gap)
                ? Optional.of(of(contact, Reason.GAP, heard))
                : Optional.empty();
    }

    /// Without a word, whatever it looks like since then, or with one, where nobody has the customer since.
    private static @Nullable Instant letGo(ContactSummaryView contact) {
        if (!contact.active()) {
            return null;
        }
        var isLeft = contact.status() == Status.AFTER_CONTACT_WORK && contact.phase() == Phase.Kind.FLOW;
        return contact.letGo() == null && isLeft ? contact.statusSince() : contact.letGo();
    }

    private static Doubt of(ContactSummaryView contact, Reason reason, Instant since) {
        return new Doubt(contact.contactId(), contact.instanceId(), reason, since);
    }
}
