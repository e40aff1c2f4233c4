package io.contactstatus.simulator;

import java.time.Instant;
import java.util.List;

/// Tells what happens to contacts, as EventBridge does. What an event says is cumulative: it repeats all earlier
/// moments. It never says how a contact ended, what an attribute's value is, or whom a later leg belongs to.
final class ContactEventWriter {

    /// What a detail says where the moment has not come yet.
    static final Instant NOT_YET = Instant.ofEpochMilli(1);

    private static final String CONTACT_DATA_UPDATED = "CONTACT_DATA_UPDATED";

    private final Dice dice;
    private final Pace pace;
    private final List<SimulatedRecord> records;

    ContactEventWriter(Dice dice, Pace pace, List<SimulatedRecord> records) {
        this.dice = dice;
        this.pace = pace;
        this.records = records;
    }

    void tell(SimulatedLeg leg, String eventType, Instant at) {
        emit(leg, eventType, at, List.of());
    }

    void tellUpdated(SimulatedLeg leg, String property, Instant at) {
        emit(leg, CONTACT_DATA_UPDATED, at, List.of(property));
    }

    private void emit(SimulatedLeg leg, String eventType, Instant at, List<String> updatedProperties) {
        // The envelope is stamped a little after the fact and then cut to seconds, so it may seem too early or too
        // late.
        var stamped = pace.after(at, dice.between(1, 400));
        var emitted = pace.after(stamped, dice.between(50, 900));
        leg.lastEmitted = emitted.isAfter(leg.lastEmitted) ? emitted : leg.lastEmitted.plusMillis(1);
        var payload = Json.bytes(json -> json.put("version", "0")
                .put("id", dice.uuid())
                .put("detail-type", "Amazon Connect Contact Event")
                .put("source", "aws.connect")
                .put("account", SimulatedInstance.ACCOUNT)
                .seconds("time", stamped)
                .put("region", SimulatedInstance.REGION)
                .strings(
                        "resources",
                        List.of(SimulatedInstance.ARN, SimulatedInstance.ARN + "/contact/" + leg.contactId))
                .object("detail", detail -> writeDetail(detail, leg, eventType, updatedProperties)));
        records.add(new SimulatedRecord(leg.lastEmitted, RecordKind.CONTACT_EVENT, leg.contactId, payload));
    }

    private void writeDetail(Json json, SimulatedLeg leg, String eventType, List<String> updatedProperties) {
        json.put("eventType", eventType).put("contactId", leg.contactId);
        if (leg.previous != null) {
            json.put("initialContactId", leg.initialContactId()).put("previousContactId", leg.previousContactId());
        }
        json.put("channel", leg.channel.name())
                .put("instanceArn", SimulatedInstance.ARN)
                .put("initiationMethod", leg.initiationMethod);
        writeQueue(json, leg);
        writeAgent(json, leg, eventType);
        if (!updatedProperties.isEmpty()) {
            json.strings("updatedProperties", updatedProperties);
        }
        writeMoments(json, leg, eventType);
        writeEndpoints(json, leg);
        json.object("tags", tags -> writeTags(tags, leg));
        json.object(
                "segmentAttributes",
                attributes ->
                        attributes.object("connect:Subtype", value -> value.put("valueString", leg.channel.subtype())));
    }

    private static void writeQueue(Json json, SimulatedLeg leg) {
        var queue = leg.queue;
        if (queue == null || !leg.queued()) {
            return;
        }
        json.object(
                "queueInfo",
                member -> member.put("queueArn", queue.arn())
                        .put("queueType", queue.type())
                        .millis("enqueueTimestamp", leg.enqueued));
    }

    private static void writeAgent(Json json, SimulatedLeg leg, String eventType) {
        var agent = leg.agent;
        var offeredTo = leg.offeredTo;
        if (agent != null) {
            json.object("agentInfo", member -> {
                member.put("agentArn", agent.arn())
                        .millis("connectedToAgentTimestamp", leg.connectedToAgent)
                        .put("agentInitiatedHoldDuration", leg.holdSeconds);
                writeAfterContactWork(member, leg);
            });
        } else if (offeredTo != null && eventType.equals(CONTACT_DATA_UPDATED)) {
            json.object(
                    "agentInfo",
                    member -> member.put("agentArn", offeredTo.arn()).millis("connectedToAgentTimestamp", NOT_YET));
        }
    }

    private static void writeAfterContactWork(Json json, SimulatedLeg leg) {
        var started = leg.disconnected;
        var ended = leg.afterContactWorkEnded;
        if (started != null && ended != null) {
            json.millis("afterContactWorkStartTimestamp", started)
                    .millis("afterContactWorkEndTimestamp", ended)
                    .put("afterContactWorkDuration", ContactRecordWriter.secondsBetween(started, ended));
        }
    }

    private void writeMoments(Json json, SimulatedLeg leg, String eventType) {
        json.millis("initiationTimestamp", leg.initiated);
        if (leg.scheduled != null) {
            json.millis("scheduledTimestamp", leg.scheduled);
        }
        var connectedToSystem = leg.connectedToSystem;
        if (connectedToSystem != null) {
            json.millis("connectedToSystemTimestamp", connectedToSystem);
        } else if (eventType.equals(CONTACT_DATA_UPDATED)) {
            json.millis("connectedToSystemTimestamp", NOT_YET);
        }
        // Of COMPLETED both have been seen: with it and without.
        if (leg.disconnected != null && (leg.completed == null || dice.chance(0.5))) {
            json.millis("disconnectTimestamp", leg.disconnected);
        }
    }

    private static void writeEndpoints(Json json, SimulatedLeg leg) {
        if (leg.previous == null && leg.customerNumber != null) {
            writePhone(json, "customerEndpoint", leg.customerNumber);
        }
        if (knowsSystemEndpoint(leg)) {
            writePhone(json, "systemEndpoint", SimulatedInstance.NUMBER);
        }
    }

    private static void writePhone(Json json, String name, String number) {
        json.object(name, member -> member.put("type", "TELEPHONE_NUMBER").put("address", number));
    }

    private static void writeTags(Json json, SimulatedLeg leg) {
        json.put("aws:connect:instanceId", SimulatedInstance.ID);
        if (knowsSystemEndpoint(leg)) {
            json.put("aws:connect:systemEndpoint", SimulatedInstance.NUMBER);
        }
    }

    private static boolean knowsSystemEndpoint(SimulatedLeg leg) {
        return leg.channel == SimulatedLeg.Channel.VOICE
                && !leg.isCallback()
                && !leg.initiationMethod.equals("QUEUE_TRANSFER");
    }
}
