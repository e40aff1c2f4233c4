package io.contactstatus.decode;

import java.time.Instant;
import tools.jackson.databind.json.JsonMapper;

/// The envelope that a subscription of CloudWatch Logs delivers log events in, for events that were read
/// otherwise: so they are read, named and dated in the very same way, and one that comes both ways is one.
public final class LogEnvelope {

    private static final JsonMapper MAPPER = new JsonMapper();

    private LogEnvelope() {}

    /// @param id `eventId` of FilterLogEvents, which a subscription calls `logEvents[].id`
    public static byte[] of(String logGroup, String logStream, String id, Instant at, String message) {
        var envelope = MAPPER.createObjectNode()
                .put("messageType", "DATA_MESSAGE")
                .put("logGroup", logGroup)
                .put("logStream", logStream);
        envelope.putArray("logEvents")
                .addObject()
                .put("id", id)
                .put("timestamp", at.toEpochMilli())
                .put("message", message);
        return MAPPER.writeValueAsBytes(envelope);
    }
}
