package io.contactstatus.contact;

import java.time.Instant;
import java.util.Comparator;

/// Which of the copies of a contact record this is. The highest wins as a whole.
///
/// @param lastUpdate `LastUpdateTimestamp`; it has whole seconds, so two different copies may share it
/// @param redacted whether personal data was taken out: of two copies of one second, the one that hides wins
/// @param digest of the content; settles what is left, the same way everywhere
public record Edition(Instant lastUpdate, boolean redacted, String digest) implements Comparable<Edition> {

    private static final Comparator<Edition> ORDER = Comparator.comparing(Edition::lastUpdate)
            .thenComparing(Edition::redacted)
            .thenComparing(Edition::digest);

    public Edition {
        lastUpdate = EventTimes.realOrUntimed(lastUpdate);
    }

    @Override
    public int compareTo(Edition other) {
        return ORDER.compare(this, other);
    }
}
