package io.contactstatus.journey;

import io.contactstatus.contact.Source;
import io.contactstatus.masking.RecordingLocations;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One step of a journey, in words and as data. Everything in it may be shown to whom the journey was told for.
///
/// @param id stays the same as long as the same is known of the step; letters, digits and hyphens
/// @param at null where no source tells the time
/// @param text one sentence or less, in the language of the journey
/// @param durationIsUpperBound it took as long at most: the log has one line of the block and not two
/// @param ongoing nothing has ended it yet
/// @param failed it did not do what it was there for
/// @param block type of the block, as the flow log names it
/// @param flow name of the flow, or else its id
/// @param outcome of the block; of a [StepKind#RINGING] or [StepKind#END], the word of Amazon Connect
/// @param source null in the friendly view, where a step may come of several
/// @param contactId the other leg that the step leads to or comes from
/// @param detail inputs and results by their path, for engineers; empty in the friendly view
public record Step(
        String id,
        @Nullable Instant at,
        StepKind kind,
        String text,
        @Nullable Long durationMillis,
        boolean durationIsUpperBound,
        boolean ongoing,
        boolean failed,
        @Nullable String block,
        @Nullable String flow,
        @Nullable String outcome,
        @Nullable Source source,
        @Nullable String contactId,
        Map<String, String> detail) {

    Step with(RecordingLocations locations) {
        return copy(id, locations.in(detail));
    }

    Step named(String newId) {
        return copy(newId, detail);
    }

    private Step copy(String itsId, Map<String, String> itsDetail) {
        return new Step(
                itsId,
                at,
                kind,
                text,
                durationMillis,
                durationIsUpperBound,
                ongoing,
                failed,
                block,
                flow,
                outcome,
                source,
                contactId,
                itsDetail);
    }
}
