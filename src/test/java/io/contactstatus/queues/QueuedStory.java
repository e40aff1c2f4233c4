package io.contactstatus.queues;

import io.contactstatus.contact.ContactId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/// What becomes of callers by the flow that they hear while they are queued, as events and lines of a log tell it.
final class QueuedStory {

    private static final String INSTANCE_ARN =
            "arn:aws:connect:ap-northeast-1:111122223333:instance/" + DayOfRecords.INSTANCE;

    /// How a callback ends whom no agent reaches.
    private static final List<String> IN_VAIN = List.of("CUSTOMER_NEVER_ARRIVED", "EXPIRED");

    private final Random random;
    private final String queueArn;
    private final List<Told> told = new ArrayList<>();
    private Instant now;

    QueuedStory(Random random, String queueArn, Instant start) {
        this.random = random;
        this.queueArn = queueArn;
        now = start;
    }

    record Told(Instant at, String record) {}

    List<Told> told() {
        return told;
    }

    private void pass(int mostSeconds) {
        now = now.plusMillis(1 + random.nextInt(mostSeconds * 1000));
    }

    private ContactId id() {
        return new ContactId(uuid());
    }

    private String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private void tell(String record) {
        told.add(new Told(now, record));
    }

    private void event(ContactId id, String type, String more) {
        tell("""
                {"version":"0","id":"%s","detail-type":"Amazon Connect Contact Event","source":"aws.connect",
                 "time":"%s","detail":{"eventType":"%s","contactId":"%s","channel":"VOICE","instanceArn":"%s"%s}}""".formatted(uuid(), now, type, id.value(), INSTANCE_ARN, more));
    }

    private ContactId queued(String method, String more) {
        var id = id();
        var first = ",\"initiationMethod\":\"%s\",\"initiationTimestamp\":\"%s\"%s".formatted(method, now, more);
        event(id, "INITIATED", first);
        pass(10);
        var queue = ",\"queueInfo\":{\"queueArn\":\"%s\",\"queueType\":\"STANDARD\",\"enqueueTimestamp\":\"%s\"}"
                .formatted(queueArn, now);
        event(id, "QUEUED", first + queue);
        return id;
    }

    private void ended(ContactId id, String reason) {
        event(id, "DISCONNECTED", ",\"disconnectTimestamp\":\"%s\",\"disconnectReason\":\"%s\"".formatted(now, reason));
    }

    List<ContactId> putThrough() {
        var call = queued("INBOUND", "");
        pass(90);
        tell("""
                {"ContactId":"%s","ContactFlowId":"%s/contact-flow/9e4d7a11-2d0c-4e0f-a1c3-51b1a7ed2002",
                 "ContactFlowName":"Default customer queue","ContactFlowModuleType":"TransferToPhoneNumber",
                 "Identifier":"put through","Timestamp":"%s","Parameters":{"PhoneNumber":"+81312345678"}}""".formatted(call.value(), INSTANCE_ARN, now));
        pass(600);
        ended(call, "CUSTOMER_DISCONNECT");
        return List.of(call);
    }

    List<ContactId> calledBack() {
        var call = queued("INBOUND", "");
        pass(60);
        var callback = queued(
                "CALLBACK", ",\"previousContactId\":\"%1$s\",\"initialContactId\":\"%1$s\"".formatted(call.value()));
        ended(call, "CONTACT_FLOW_DISCONNECT");
        now = now.plus(Duration.ofMinutes(random.nextInt(30)));
        if (random.nextBoolean()) {
            event(
                    callback,
                    "CONNECTED_TO_AGENT",
                    ",\"agentInfo\":{\"agentArn\":\"%s/agent/%s\",\"connectedToAgentTimestamp\":\"%s\"}"
                            .formatted(INSTANCE_ARN, uuid(), now));
            pass(600);
            ended(callback, "AGENT_DISCONNECT");
        } else {
            ended(callback, IN_VAIN.get(random.nextInt(IN_VAIN.size())));
        }
        return List.of(call, callback);
    }
}
