package io.contactstatus.pages.card;

import io.contactstatus.contact.Phase;
import io.contactstatus.contact.Status;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A contact as it was, moment by moment. Masked for the viewer it was made for.
///
/// @param complete false when there was more than is told
public record PastCard(List<Stage> stages, boolean complete) {

    public PastCard {
        stages = List.copyOf(stages);
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
