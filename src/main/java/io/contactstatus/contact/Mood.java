package io.contactstatus.contact;

import java.time.Instant;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// How one side of a conversation sounds: its newest utterance, and how many negative ones in a row are the newest.
///
/// Kept is no more than that takes, in any order of arrival: the newest utterance that was not negative, and the
/// negative ones after it. An utterance's place is a time, of a call counted from the begin of its media.
///
/// @param other the newest utterance that was not negative
/// @param negatives the places of those after it
public record Mood(@Nullable Latest<String> other, BoundedSet<Instant> negatives) {

    public static final String NEGATIVE = "NEGATIVE";

    /// A longer run is told as this one.
    public static final int LONGEST_RUN = 16;

    static final Mood UNKNOWN = new Mood(null, BoundedSet.none(LONGEST_RUN));

    public Mood {
        if (other != null && !negatives.isEmpty()) {
            var after = other.stamp().at();
            if (!negatives.elements().first().isAfter(after)) {
                negatives = new BoundedSet<>(
                        new TreeSet<>(negatives.elements().tailSet(after.plusNanos(1))), negatives.most());
            }
        }
    }

    static Mood of(String sentiment, Instant place) {
        return sentiment.equals(NEGATIVE)
                ? new Mood(null, UNKNOWN.negatives.with(place))
                : new Mood(new Latest<>(sentiment, Stamp.of(place, Source.CONTACT_LENS)), UNKNOWN.negatives);
    }

    Mood join(Mood more) {
        return new Mood(Latest.of(other, more.other), negatives.join(more.negatives));
    }

    /// Of the newest utterance, as Amazon Connect writes it.
    public @Nullable String sentiment() {
        if (!negatives.isEmpty()) {
            return NEGATIVE;
        }
        return other == null ? null : other.value();
    }

    public int negativeRun() {
        return negatives.elements().size();
    }
}
