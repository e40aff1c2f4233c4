package io.contactstatus.ingest;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// SmallRecords as they are on the wire, as small as they can be.
final class SmallRecords {

    static final String POISON = "{\"this\": is not JSON";

    private SmallRecords() {}

    static String freshId() {
        return UUID.randomUUID().toString();
    }

    static String contactEvent(String contactId, String type, String at) {
        return """
                {"version":"0","id":"%s","detail-type":"Amazon Connect Contact Event","source":"aws.connect",
                "account":"111122223333","time":"2026-01-05T12:00:00Z","region":"eu-west-2","resources":[],
                "detail":{"eventType":"%s","contactId":"%s","channel":"VOICE","initiationMethod":"INBOUND",
                "instanceArn":"arn:aws:connect:eu-west-2:111122223333:instance/i","initiationTimestamp":"%s"}}
                """.formatted(UUID.nameUUIDFromBytes(bytes(contactId + type + at)), type, contactId, at);
    }

    static String flowLine(String contactId, int second) {
        return """
                {"ContactId":"%s","ContactFlowId":"arn:aws:connect:eu-west-2:111122223333:instance/i/contact-flow/f",
                "ContactFlowName":"Main","ContactFlowModuleType":"PlayPrompt","Identifier":"b-%d",
                "Timestamp":"2026-01-05T12:%02d:%02d.000Z","Parameters":{"Text":"Hello"}}
                """.formatted(contactId, second, second / 60, second % 60);
    }

    static String agentEvent(String agent, String eventId, String at, String status) {
        return """
                {"AgentARN":"arn:aws:connect:eu-west-2:111122223333:instance/i/agent/%s","EventId":"%s",
                "EventTimestamp":"%s","EventType":"STATE_CHANGE","Version":"2017-10-01",
                "CurrentAgentSnapshot":{"AgentStatus":{"Name":"%s","StartTimestamp":"%s","Type":"ROUTABLE"},
                "Configuration":{"Username":"jane"},"Contacts":[]},"PreviousAgentSnapshot":null}
                """.formatted(agent, eventId, at, status, at);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static RawRecord raw(String text) {
        return new RawRecord(bytes(text), "test");
    }
}
