package io.contactstatus.recordings;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The contact record of a call that began in the afternoon of January 5, with the recordings that a test wants.
public final class RecordedContact {

    private RecordedContact() {}

    public static String record(String contactId, String... recordings) {
        return """
                {"AWSAccountId":"123456789012","AWSContactTraceRecordFormatVersion":"2017-03-10","ContactId":"%s",
                 "InstanceARN":"arn:aws:connect:eu-west-2:123456789012:instance/5b5b9a35-1e32-4a0d-8f6d-0d6f0d3a3a11",
                 "Channel":"VOICE","InitiationMethod":"INBOUND",
                 "InitiationTimestamp":"2026-01-05T20:09:00Z","ConnectedToSystemTimestamp":"2026-01-05T20:09:00Z",
                 "DisconnectTimestamp":"2026-01-05T20:12:00Z","DisconnectReason":"CUSTOMER_DISCONNECT",
                 "LastUpdateTimestamp":"2026-01-05T20:13:00Z","AgentConnectionAttempts":1,
                 "CustomerEndpoint":{"Type":"TELEPHONE_NUMBER","Address":"+819012345678"},
                 "Agent":{"ARN":"arn:aws:connect:eu-west-2:123456789012:instance/5b5b9a35-1e32-4a0d-8f6d-0d6f0d3a3a11/agent/9d1e7a54-3c2b-4f6a-8b7c-6d5e4f3a2b1c",
                 "Username":"mori","ConnectedToAgentTimestamp":"2026-01-05T20:09:30Z","AgentInteractionDuration":150},
                 "Attributes":{},"Tags":{},"Recordings":[%s]}""".formatted(contactId, Arrays.stream(recordings).collect(Collectors.joining(",")));
    }

    public static String inS3(String kind, @Nullable String location, @Nullable String status) {
        return "{\"StorageType\":\"Amazon S3\",\"MediaStreamType\":\"%s\",\"Location\":%s,\"Status\":%s,\"ParticipantType\":null}"
                .formatted(kind, quoted(location), quoted(status));
    }

    public static String inStream(String streamArn) {
        return """
                {"StorageType":"KINESIS_VIDEO_STREAM","MediaStreamType":"VIDEO","Location":"%s","Status":null,
                 "ParticipantType":"CUSTOMER","StartTimestamp":"2026-01-05T20:09:29Z","StopTimestamp":"2026-01-05T20:12:00Z"}""".formatted(streamArn);
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "null" : "\"" + text + "\"";
    }
}
