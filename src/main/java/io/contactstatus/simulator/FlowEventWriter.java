package io.contactstatus.simulator;

import org.jspecify.annotations.Nullable;

/// Writes what a flow hands to its Lambda function. Here a first leg names itself as its own beginning.
final class FlowEventWriter {

    private FlowEventWriter() {}

    static byte[] write(SimulatedLeg leg, String function) {
        return Json.bytes(json -> json.put("Name", "ContactFlowEvent")
                .object(
                        "Details",
                        details -> details.object("ContactData", data -> writeContact(data, leg))
                                .object("Parameters", parameters -> parameters.put("function", function))));
    }

    private static void writeContact(Json json, SimulatedLeg leg) {
        json.map("Attributes", leg.attributes)
                .put("AwsRegion", SimulatedInstance.REGION)
                .put("Channel", leg.channel.name())
                .put("ContactId", leg.contactId);
        writeEndpoint(json, "CustomerEndpoint", leg.previous == null ? leg.customerNumber : null);
        json.put("CustomerId", (String) null)
                .put("Description", (String) null)
                .put("InitialContactId", orOwn(leg.initialContactId(), leg))
                .put("InitiationMethod", leg.initiationMethod)
                .put("InstanceARN", SimulatedInstance.ARN)
                .put("LanguageCode", "en-US")
                .object(
                        "MediaStreams",
                        media -> media.object("Customer", customer -> customer.put("Audio", (String) null)))
                .put("Name", (String) null)
                .put("PreviousContactId", orOwn(leg.previousContactId(), leg));
        writeQueue(json, leg.queue == null ? leg.chosen : leg.queue);
        json.object("References", references -> {})
                .put("RelatedContactId", (String) null)
                .object(
                        "SegmentAttributes",
                        attributes -> attributes.object(
                                "connect:Subtype", value -> value.put("ValueString", leg.channel.subtype())));
        writeEndpoint(
                json, "SystemEndpoint", leg.channel == SimulatedLeg.Channel.VOICE ? SimulatedInstance.NUMBER : null);
        json.object("Tags", tags -> tags.put("aws:connect:instanceId", SimulatedInstance.ID));
    }

    private static String orOwn(@Nullable String id, SimulatedLeg leg) {
        return id == null ? leg.contactId : id;
    }

    private static void writeEndpoint(Json json, String name, @Nullable String number) {
        if (number == null) {
            json.put(name, (String) null);
        } else {
            json.object(name, member -> member.put("Address", number).put("Type", "TELEPHONE_NUMBER"));
        }
    }

    private static void writeQueue(Json json, SimulatedInstance.@Nullable Queue queue) {
        if (queue == null) {
            json.put("Queue", (String) null);
        } else {
            json.object(
                    "Queue",
                    member -> member.put("ARN", queue.arn())
                            .put("Name", queue.name())
                            .put("OutboundCallerId", (String) null));
        }
    }
}
