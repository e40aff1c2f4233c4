package io.contactstatus.view;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The routing criteria of a contact, with their steps.
@Schema(name = "RoutingCriteria")
public record RoutingCriteriaView(
        @Nullable Integer index,
        @Nullable Instant activationTimestamp,
        @Nullable List<RoutingStep> steps) {

    static @Nullable RoutingCriteriaView of(RecordPart part) {
        return part.as(one -> new RoutingCriteriaView(
                one.count("index"), one.time("activationTimestamp"), one.all("steps", RoutingStep::of)));
    }

    @Schema(name = "RoutingStep")
    public record RoutingStep(
            @Schema(description = "ACTIVE, EXPIRED, JOINED, …") @Nullable
            String status,

            @Nullable Integer expirySeconds,
            @Nullable Instant expiryTimestamp,

            @Schema(description = "Whom the step asks for; names and values are masked without the scope pii:read.")
            @Nullable
            JsonNode expression) {

        static @Nullable RoutingStep of(RecordPart part) {
            return part.as(one -> new RoutingStep(
                    one.text("status"),
                    one.part("expiry").count("durationInSeconds"),
                    one.part("expiry").time("expiryTimestamp"),
                    one.part("expression").whole()));
        }
    }
}
