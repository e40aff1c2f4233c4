package io.contactstatus.pages.card;

import io.contactstatus.contact.Phase;
import io.contactstatus.contact.Status;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A contact as it was, moment by moment. Masked for the viewer it was made for.
///
/// @param complete false when there was more than is told
public record PastCard(List<Stage> stages, boolean complete) {

    public PastCard {
        stages = List.copyOf(stages);
    }

    /// With no more than so many stages. The first one and the present are among them.
    ///
    /// @param complete whether these are all there were
    static PastCard of(List<Stage> stages, boolean complete, int most) {
        if (stages.size() <= most) {
            return new PastCard(stages, complete);
        }
        var moved = movedOn(stages);
        if (moved.size() <= most) {
            return new PastCard(moved, false);
        }
        var last = moved.size() - 1;
        return new PastCard(
                IntStream.range(0, most)
                        .mapToObj(place -> moved.get(place * last / (most - 1)))
                        .toList(),
                false);
    }

    private static List<Stage> movedOn(List<Stage> stages) {
        var last = stages.size() - 1;
        return IntStream.rangeClosed(0, last)
                .filter(place ->
                        place == 0 || place == last || stages.get(place).hasMovedOnFrom(stages.get(place - 1)))
                .mapToObj(stages::get)
                .toList();
    }

    /// What was known from that moment to the next.
    public record Stage(Instant at, Status status, Phase.@Nullable Kind phase, List<ContactCard.Line> facts) {

        boolean isSameAs(Stage other) {
            return status == other.status && facts.equals(other.facts);
        }

        /// What moves on with every block of a flow is least missed.
        boolean hasMovedOnFrom(Stage other) {
            return status != other.status || phase != other.phase;
        }
    }
}
