package io.contactstatus.view;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What only the contact record says of the agent; the rest is in [ContactAgentView].
@Schema(name = "RecordedAgent", description = "What the record says of the agent beyond Contact.")
public record RecordedAgentView(
        @Nullable Instant acceptedByAgentTimestamp,
        @Nullable Instant previewEndTimestamp,
        @Nullable Integer longestHoldSeconds,
        @Nullable Integer agentInitiatedHoldSeconds,
        @Nullable Integer agentPauseSeconds,
        @Nullable Integer afterContactWorkSeconds,
        @Nullable HierarchyGroups hierarchyGroups,
        @Nullable RoutingProfile routingProfile,
        @Nullable DeviceInfo deviceInfo,

        @Schema(description = "What the agent's device can do.") @Nullable
        JsonNode capabilities,

        @Schema(description = "Of supervisors.") @Nullable List<StateTransition> stateTransitions) {

    static @Nullable RecordedAgentView of(RecordPart part) {
        var agent = new RecordedAgentView(
                part.time("acceptedByAgentTimestamp"),
                part.time("previewEndTimestamp"),
                part.count("longestHoldDuration"),
                part.count("agentInitiatedHoldDuration"),
                part.count("agentPauseDuration"),
                part.count("afterContactWorkDuration"),
                part.part("hierarchyGroups").as(HierarchyGroups::of),
                part.part("routingProfile").as(RoutingProfile::of),
                part.part("deviceInfo").as(DeviceInfo::of),
                part.part("capabilities").whole(),
                part.all("stateTransitions", StateTransition::of));
        return agent.equals(NOTHING) ? null : agent;
    }

    private static final RecordedAgentView NOTHING =
            new RecordedAgentView(null, null, null, null, null, null, null, null, null, null, null);

    @Schema(name = "HierarchyGroups")
    public record HierarchyGroups(
            @Nullable Named level1,
            @Nullable Named level2,
            @Nullable Named level3,
            @Nullable Named level4,
            @Nullable Named level5) {

        static HierarchyGroups of(RecordPart part) {
            return new HierarchyGroups(
                    level(part, "level1"),
                    level(part, "level2"),
                    level(part, "level3"),
                    level(part, "level4"),
                    level(part, "level5"));
        }

        private static @Nullable Named level(RecordPart groups, String name) {
            return groups.part(name).as(group -> new Named(group.text("arn"), group.text("groupName")));
        }
    }

    @Schema(name = "Named")
    public record Named(@Nullable String arn, @Nullable String name) {}

    @Schema(name = "RoutingProfile")
    public record RoutingProfile(
            @Nullable String arn, @Nullable String name) {

        static RoutingProfile of(RecordPart part) {
            return new RoutingProfile(part.text("arn"), part.text("name"));
        }
    }

    @Schema(name = "DeviceInfo")
    public record DeviceInfo(
            @Nullable String platformName,
            @Nullable String platformVersion,
            @Nullable String operatingSystem) {

        static DeviceInfo of(RecordPart part) {
            return new DeviceInfo(
                    part.text("platformName"), part.text("platformVersion"), part.text("operatingSystem"));
        }
    }

    @Schema(name = "StateTransition")
    public record StateTransition(
            @Schema(description = "SILENT_MONITOR, BARGE") @Nullable
            String state,

            @Nullable Instant stateStartTimestamp,
            @Nullable Instant stateEndTimestamp) {

        static @Nullable StateTransition of(RecordPart part) {
            return part.as(one -> new StateTransition(
                    one.text("state"), one.time("stateStartTimestamp"), one.time("stateEndTimestamp")));
        }
    }
}
