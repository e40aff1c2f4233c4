package io.contactstatus.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.contactstatus.contact.Source;
import io.contactstatus.journey.Journeys;
import io.contactstatus.journey.Step;
import io.contactstatus.journey.StepKind;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Schema(name = "Journey", description = "A contact's history told step by step.")
record JourneyView(
        String contactId,
        JourneyController.View view,
        List<Told> steps,

        @Schema(
                description = "False when the history is longer than what is read for a journey. Then its beginning is"
                        + " told, and what the contact record knows.")
        boolean complete) {

    static JourneyView of(String contactId, JourneyController.View view, Journeys.Told journey) {
        return new JourneyView(
                contactId, view, journey.steps().stream().map(Told::of).toList(), journey.complete());
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "JourneyStep", description = "One step. What does not apply to it is absent.")
    record Told(
            @Schema(description = "Stays the same as long as the same is known of the step.")
            String id,

            @Schema(description = "When it began; absent where no source tells.") @Nullable
            Instant at,

            StepKind kind,

            @Schema(description = "In the language of the answer.")
            String text,

            @Schema(description = "Exact for blocks that log their end too.") @Nullable
            Long durationMillis,

            @Schema(
                    description = "True when it took that long at most: the flow log has one line of the block, and the"
                            + " duration is the longer gap to the lines around it.")
            @Nullable
            Boolean durationIsUpperBound,

            @Schema(description = "True while nothing has ended it.") @Nullable
            Boolean ongoing,

            @Schema(description = "True when it did not do what it was there for.") @Nullable
            Boolean failed,

            @Schema(description = "Type of the flow's block, as the flow log names it.") @Nullable
            String block,

            @Schema(description = "Name of the flow, or its id.") @Nullable
            String flow,

            @Schema(
                    description =
                            "What came of it, in the words of Amazon Connect or of the customer. A Transfer that worked"
                                    + " may say false: that is how Amazon Connect logs it.")
            @Nullable
            String outcome,

            @Schema(description = "Which source tells it, in the techy view.") @Nullable
            Source source,

            @Schema(description = "The other contact that this step comes from or leads to.") @Nullable
            String contactId,

            @Schema(description = "Inputs and results by their path, in the techy view.") @Nullable
            Map<String, String> detail) {

        static Told of(Step step) {
            return new Told(
                    step.id(),
                    step.at(),
                    step.kind(),
                    step.text(),
                    step.durationMillis(),
                    orAbsent(step.durationIsUpperBound()),
                    orAbsent(step.ongoing()),
                    orAbsent(step.failed()),
                    step.block(),
                    step.flow(),
                    step.outcome(),
                    step.source(),
                    step.contactId(),
                    step.detail().isEmpty() ? null : step.detail());
        }

        private static @Nullable Boolean orAbsent(boolean flag) {
            return flag ? true : null;
        }
    }
}
