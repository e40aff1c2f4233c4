package io.contactstatus.web;

/// Records as Amazon Connect writes them, for one customer and one agent; what tells them apart is asked for.
public final class Records {

    public static final String PHONE = "+819012345678";
    public static final String INSTANCE =
            "arn:aws:connect:eu-west-2:123456789012:instance/5b5b9a35-1e32-4a0d-8f6d-0d6f0d3a3a11";
    public static final String QUEUE_ID = "0f6d1c36-1a2b-4c3d-9e8f-7a6b5c4d3e2f";
    public static final String QUEUE = INSTANCE + "/queue/" + QUEUE_ID;
    public static final String AGENT_ID = "9d1e7a54-3c2b-4f6a-8b7c-6d5e4f3a2b1c";
    public static final String AGENT = INSTANCE + "/agent/" + AGENT_ID;

    private Records() {}

    public static String contactEvent(String contactId, String type, String time, String more) {
        return """
                {"version":"0","id":"%s-%s","detail-type":"Amazon Connect Contact Event","source":"aws.connect",
                 "account":"123456789012","time":"%s","region":"eu-west-2","resources":[],
                 "detail":{"eventType":"%s","contactId":"%s","channel":"VOICE","instanceArn":"%s",
                 "initiationMethod":"INBOUND"%s}}""".formatted(contactId, type, time.substring(0, 19) + "Z", type, contactId, INSTANCE, more);
    }

    public static String initiated(String contactId, String at, String phone) {
        return contactEvent(
                contactId,
                "INITIATED",
                at,
                ",\"initiationTimestamp\":\"%s\",\"customerEndpoint\":{\"type\":\"TELEPHONE_NUMBER\",\"address\":\"%s\"}"
                        .formatted(at, phone));
    }

    public static String queued(String contactId, String initiatedAt, String at) {
        return contactEvent(
                contactId,
                "QUEUED",
                at,
                ",\"initiationTimestamp\":\"%s\",\"queueInfo\":{\"queueArn\":\"%s\",\"queueType\":\"STANDARD\",\"enqueueTimestamp\":\"%s\"}"
                        .formatted(initiatedAt, QUEUE, at));
    }

    public static String disconnected(String contactId, String initiatedAt, String at) {
        return contactEvent(
                contactId,
                "DISCONNECTED",
                at,
                ",\"initiationTimestamp\":\"%s\",\"disconnectTimestamp\":\"%s\"".formatted(initiatedAt, at));
    }

    public static String flowLog(String contactId, String at, String type, String more) {
        return """
                {"ContactId":"%s","ContactFlowId":"%s/contact-flow/c4b3a291-8f7e-4d6c-a5b4-938271605f4e",
                 "ContactFlowName":"Main","ContactFlowModuleType":"%s","Identifier":"e2d1c0b9-a897-4665-b443-221100ffeedd",
                 "Timestamp":"%s"%s}""".formatted(contactId, INSTANCE, type, at, more);
    }

    public static String contactRecord(String contactId, String phone) {
        return """
                {"AWSAccountId":"123456789012","AWSContactTraceRecordFormatVersion":"2017-03-10","ContactId":"%s",
                 "InstanceARN":"%s","Channel":"VOICE","InitiationMethod":"INBOUND",
                 "InitiationTimestamp":"2026-01-05T20:09:02Z","ConnectedToSystemTimestamp":"2026-01-05T20:09:02Z",
                 "DisconnectTimestamp":"2026-01-05T20:11:10Z","DisconnectReason":"CUSTOMER_DISCONNECT",
                 "LastUpdateTimestamp":"2026-01-05T20:12:15Z","AgentConnectionAttempts":1,
                 "CustomerEndpoint":{"Type":"TELEPHONE_NUMBER","Address":"%s"},
                 "SystemEndpoint":{"Type":"TELEPHONE_NUMBER","Address":"+81312345678"},
                 "Queue":{"ARN":"%s","Name":"Billing","EnqueueTimestamp":"2026-01-05T20:09:10Z",
                 "DequeueTimestamp":"2026-01-05T20:09:30Z","Duration":20},
                 "Attributes":{"secret":"4711","language":"ja"},"Tags":{},
                 "Recordings":[
                 {"Location":"bucket/CallRecordings/2026/01/05/a_20260105T20:09_UTC.wav","MediaStreamType":"AUDIO",
                 "ParticipantType":null,"StorageType":"Amazon S3","Status":"AVAILABLE",
                 "StartTimestamp":"2026-01-05T20:09:30Z","StopTimestamp":"2026-01-05T20:11:08Z",
                 "FragmentStartNumber":"1","FragmentStopNumber":"2","DeletionReason":null},
                 {"Location":null,"MediaStreamType":"AUDIO","StorageType":"KINESIS_VIDEO_STREAM","Status":"NULL"}]}""".formatted(contactId, INSTANCE, phone, QUEUE);
    }

    public static String seat(String eventId, String at, String contactId) {
        return """
                {"AgentARN":"%s","AWSAccountId":"123456789012","InstanceARN":"%s","EventId":"%s",
                 "EventTimestamp":"%s","EventType":"STATE_CHANGE","Version":"2017-10-01","PreviousAgentSnapshot":null,
                 "CurrentAgentSnapshot":{"AgentStatus":{"ARN":"%s/agent-state/1","Name":"Available",
                 "StartTimestamp":"2026-01-05T18:00:12.481Z","Type":"ROUTABLE"},"NextAgentStatus":null,
                 "Configuration":{"FirstName":"Hanako","LastName":"Mori","Username":"mori","AgentHierarchyGroups":null,
                 "RoutingProfile":{"ARN":"%s/routing-profile/1","Name":"Basic","InboundQueues":[]}},
                 "Contacts":[{"ContactId":"%s","InitialContactId":null,"Channel":"VOICE","InitiationMethod":"INBOUND",
                 "State":"CONNECTED","StateStartTimestamp":"%s","ConnectedToAgentTimestamp":"%s",
                 "QueueTimestamp":"2026-01-05T20:00:05.500Z","Queue":{"ARN":"%s","Name":"Billing"}}]}}""".formatted(AGENT, INSTANCE, eventId, at, INSTANCE, INSTANCE, contactId, at, at, QUEUE);
    }
}
