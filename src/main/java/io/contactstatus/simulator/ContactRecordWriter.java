package io.contactstatus.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Writes contact records: everything about a finished contact at once, in whole seconds.
final class ContactRecordWriter {

    private static final List<String> NEVER_HERE = List.of(
            "AnsweringMachineDetectionStatus",
            "CustomerId",
            "ScheduledTimestamp",
            "TransferredToEndpoint",
            "VoiceIdResult");

    private ContactRecordWriter() {}

    /// @param recording where it lies; null where there is none
    static byte[] write(SimulatedLeg leg, Instant lastUpdate, @Nullable String recording) {
        return Json.bytes(json -> {
            json.put("AWSAccountId", SimulatedInstance.ACCOUNT).put("AWSContactTraceRecordFormatVersion", "2017-03-10");
            NEVER_HERE.forEach(name -> json.put(name, (String) null));
            orNull(json, "Agent", leg.agent, (member, agent) -> writeAgent(member, leg, agent));
            json.put("AgentConnectionAttempts", leg.connectionAttempts)
                    .map("Attributes", leg.attributes)
                    .object("Campaign", member -> member.put("CampaignId", (String) null))
                    .put("Channel", leg.channel.name());
            writeMoments(json, leg, lastUpdate);
            writeChain(json, leg);
            writeEndpoints(json, leg);
            orNull(json, "Queue", leg.queue, (member, queue) -> writeQueue(member, leg, queue));
            writeMedia(json, leg, recording);
            writeDetails(json, leg);
        });
    }

    /// Between two moments as a record shows them, cut to seconds.
    static long secondsBetween(Instant from, Instant to) {
        return Duration.between(from.truncatedTo(ChronoUnit.SECONDS), to.truncatedTo(ChronoUnit.SECONDS))
                .toSeconds();
    }

    private static long secondsIfBoth(@Nullable Instant from, @Nullable Instant to) {
        return from == null || to == null ? 0 : secondsBetween(from, to);
    }

    private static <T> void orNull(Json json, String name, @Nullable T value, Json.ObjectMembers<T> members) {
        if (value == null) {
            json.put(name, (String) null);
        } else {
            json.object(name, member -> members.write(member, value));
        }
    }

    private static void writeMoments(Json json, SimulatedLeg leg, Instant lastUpdate) {
        json.seconds("ConnectedToSystemTimestamp", inboundCall(leg) ? leg.initiated : leg.connectedToSystem)
                .put("DisconnectReason", leg.disconnectReason)
                .seconds("DisconnectTimestamp", leg.disconnected)
                .seconds("InitiationTimestamp", leg.initiated)
                .seconds("LastUpdateTimestamp", lastUpdate)
                .seconds("LastPausedTimestamp", leg.lastPaused)
                .seconds("LastResumedTimestamp", leg.lastResumed)
                .put("TotalPauseCount", leg.pauses)
                .put("TotalPauseDurationInSeconds", leg.pausedSeconds)
                .seconds("ScheduledTimestamp", leg.scheduled)
                .seconds("TransferCompletedTimestamp", leg.transferCompleted);
    }

    private static boolean inboundCall(SimulatedLeg leg) {
        return leg.initiationMethod.equals("INBOUND");
    }

    private static void writeChain(Json json, SimulatedLeg leg) {
        json.put("ContactId", leg.contactId)
                .put("InitialContactId", leg.initialContactId())
                .put("InitiationMethod", leg.initiationMethod)
                .put("InstanceARN", SimulatedInstance.ARN)
                .put("NextContactId", leg.nextContactId())
                .put("PreviousContactId", leg.previousContactId())
                .put("RelatedContactId", (String) null);
    }

    private static void writeEndpoints(Json json, SimulatedLeg leg) {
        orNull(json, "CustomerEndpoint", leg.erased ? null : leg.customerNumber, ContactRecordWriter::writePhone);
        orNull(json, "SystemEndpoint", systemEndpoint(leg), ContactRecordWriter::writePhone);
        orNull(json, "TransferredToEndpoint", leg.transferredTo, ContactRecordWriter::writePhone);
    }

    private static @Nullable String systemEndpoint(SimulatedLeg leg) {
        if (leg.channel != SimulatedLeg.Channel.VOICE) {
            return null;
        }
        return leg.isCallback() ? "Softphone" : SimulatedInstance.NUMBER;
    }

    private static void writePhone(Json json, String address) {
        json.put("Address", address).put("Type", "TELEPHONE_NUMBER");
    }

    private static void writeAgent(Json json, SimulatedLeg leg, SimulatedAgent agent) {
        var interaction = secondsIfBoth(leg.connectedToAgent, leg.disconnected) - leg.holdSeconds - leg.pausedSeconds;
        var profile = SimulatedInstance.routingProfileOf(agent);
        json.put("ARN", agent.arn())
                .seconds("AfterContactWorkStartTimestamp", leg.disconnected)
                .seconds("AfterContactWorkEndTimestamp", leg.afterContactWorkEnded)
                .put("AfterContactWorkDuration", secondsIfBoth(leg.disconnected, leg.afterContactWorkEnded))
                .put("AgentInteractionDuration", leg.role.equals("CONSULT") ? 0 : Math.max(0, interaction))
                .put("AgentPauseDuration", leg.pausedSeconds)
                .seconds("ConnectedToAgentTimestamp", leg.connectedToAgent)
                .put("CustomerHoldDuration", leg.holdSeconds)
                .object("HierarchyGroups", member -> agent.writeHierarchy(member, "GroupName"))
                .put("LongestHoldDuration", leg.longestHoldSeconds)
                .put("NumberOfHolds", leg.holds)
                .object(
                        "RoutingProfile",
                        member -> member.put("ARN", profile.arn()).put("Name", profile.name()))
                .put("Username", agent.username());
    }

    private static void writeQueue(Json json, SimulatedLeg leg, SimulatedInstance.Queue queue) {
        json.put("ARN", queue.arn())
                .seconds("DequeueTimestamp", leg.dequeued)
                .put("Duration", secondsIfBoth(leg.firstEnqueued, leg.dequeued))
                .seconds("EnqueueTimestamp", leg.firstEnqueued)
                .put("Name", queue.name());
    }

    private static void writeMedia(Json json, SimulatedLeg leg, @Nullable String recorded) {
        orNull(
                json,
                "Recording",
                recorded,
                (member, location) -> member.put("DeletionReason", (String) null)
                        .put("Location", location)
                        .put("Status", "AVAILABLE")
                        .put("Type", "AUDIO"));
        if (recorded == null) {
            json.put("Recordings", (String) null);
        } else {
            json.objects("Recordings", List.of(recorded), (member, location) -> writeRecording(member, leg, location));
        }
        json.objects("MediaStreams", mediaOf(leg), (member, type) -> member.put("Type", type));
    }

    private static List<String> mediaOf(SimulatedLeg leg) {
        return switch (leg.channel) {
            case VOICE -> List.of("AUDIO");
            case CHAT -> List.of("CHAT");
            case TASK -> List.of();
        };
    }

    private static void writeRecording(Json json, SimulatedLeg leg, String location) {
        json.put("DeletionReason", (String) null)
                .put("FragmentStartNumber", (String) null)
                .put("FragmentStopNumber", (String) null)
                .put("Location", location)
                .put("MediaStreamType", "AUDIO")
                .put("ParticipantType", (String) null)
                .seconds("StartTimestamp", leg.connectedToAgent)
                .seconds("StopTimestamp", leg.disconnected)
                .put("Status", "AVAILABLE")
                .put("StorageType", "S3");
    }

    private static void writeDetails(Json json, SimulatedLeg leg) {
        json.object("ContactDetails", contactDetails(leg))
                .objects("References", List.of(), (member, none) -> {})
                .object("SegmentAttributes", member -> writeSegmentAttributes(member, leg))
                .object("Tags", member -> member.put("aws:connect:instanceId", SimulatedInstance.ID));
    }

    private static Consumer<Json> contactDetails(SimulatedLeg leg) {
        return leg.channel == SimulatedLeg.Channel.TASK
                ? json -> json.put("Name", "Call the customer back about the invoice")
                : json -> {};
    }

    private static void writeSegmentAttributes(Json json, SimulatedLeg leg) {
        json.object("connect:Subtype", value -> value.put("ValueString", leg.channel.subtype()));
        if (leg.erased) {
            json.object("connect:RedactedFields", value -> value.put("ValueString", "[\"CustomerEndpoint\"]"));
        }
    }
}
