package io.contactstatus.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A centre of 750 agents and 2,000 live contacts, and single callers and agents that are looked for on its pages.
final class BusyCentre {

    static final int AGENTS = 750;
    static final int CONTACTS = 2_000;

    private static final int TALKING = 650;
    private static final int QUEUES = 40;
    private static final int AT_ONCE = 50;

    private final Consumer<String> ingest;
    private long changes;

    BusyCentre(Consumer<String> ingest) {
        this.ingest = ingest;
    }

    void begin() {
        for (var first = 0; first < AGENTS; first += AT_ONCE) {
            ingest.accept(IntStream.range(first, first + AT_ONCE)
                    .mapToObj(number -> agent(number, Instant.now()))
                    .collect(Collectors.joining("\n")));
        }
        for (var first = 0; first < CONTACTS; first += AT_ONCE) {
            ingest.accept(IntStream.range(first, first + AT_ONCE)
                    .mapToObj(number -> number < TALKING ? talking(number) : waiting(number))
                    .collect(Collectors.joining("\n")));
        }
    }

    /// So many a second, one by one: in turns a contact that is connected anew and an agent who does something else.
    void change(double perSecond, Duration time) {
        var pause = (long) (1e9 / perSecond);
        var began = System.nanoTime();
        for (var next = began; next - began < time.toNanos(); next += pause) {
            while (next - System.nanoTime() > 0) {
                LockSupport.parkNanos(next - System.nanoTime());
            }
            var number = (int) (changes / 2 % TALKING);
            ingest.accept(changes++ % 2 == 0 ? talking(number) : agent(number, Instant.now()));
        }
    }

    /// A customer who has waited for longer than all others, in a queue of their own.
    ///
    /// @param id of the contact, and of the queue
    void waitsLongest(String id) {
        ingest.accept(queued(id, 7_000_000, id, Instant.now().minus(Duration.ofMinutes(15))));
    }

    void leaves(String id) {
        ingest.accept(event(
                "DISCONNECTED",
                id,
                7_000_000,
                Instant.now(),
                ",\"disconnectTimestamp\":\"%s\"".formatted(BenchPayloads.millis(Instant.now()))));
    }

    /// An agent who has been free for longer than all others, or who is not there any more.
    void isFreeLongest(String id, boolean there) {
        ingest.accept(snapshot(id, Instant.now().minus(Duration.ofMinutes(15)), there));
    }

    private static String contact(int number) {
        return "22222222-3333-4444-5555-666666%06d".formatted(number);
    }

    private static String queue(int number) {
        return "33333333-4444-5555-6666-777777%06d".formatted(number % QUEUES);
    }

    private static String agentId(int number) {
        return "44444444-5555-6666-7777-888888%06d".formatted(number);
    }

    private static String waiting(int number) {
        return queued(contact(number), number, queue(number), Instant.now());
    }

    private static String queued(String id, int number, String queue, Instant at) {
        return event("QUEUED", id, number, at, queueInfo(queue, at));
    }

    private static String talking(int number) {
        var now = Instant.now();
        return event(
                "CONNECTED_TO_AGENT",
                contact(number),
                number,
                now,
                queueInfo(queue(number), now)
                        + ",\"agentInfo\":{\"agentArn\":\"%s/agent/%s\",\"connectedToAgentTimestamp\":\"%s\"}"
                                .formatted(BenchPayloads.INSTANCE, agentId(number), BenchPayloads.millis(now)));
    }

    private static String queueInfo(String queue, Instant at) {
        return ",\"queueInfo\":{\"queueArn\":\"%s/queue/%s\",\"queueType\":\"STANDARD\",\"enqueueTimestamp\":\"%s\"}"
                .formatted(BenchPayloads.INSTANCE, queue, BenchPayloads.millis(at));
    }

    private static String event(String type, String id, int number, Instant at, String more) {
        return """
                {"version":"0","id":"%s","detail-type":"Amazon Connect Contact Event","source":"aws.connect",\
                "account":"111122223333","time":"%s","region":"eu-west-2","resources":[],\
                "detail":{"eventType":"%s","contactId":"%s","channel":"VOICE","instanceArn":"%s",\
                "initiationMethod":"INBOUND","initiationTimestamp":"%s",\
                "customerEndpoint":{"type":"TELEPHONE_NUMBER","address":"+4477%08d"}%s}}""".formatted(
                        UUID.randomUUID(),
                        BenchPayloads.seconds(at),
                        type,
                        id,
                        BenchPayloads.INSTANCE,
                        BenchPayloads.millis(at),
                        number,
                        more);
    }

    private static String agent(int number, Instant since) {
        return snapshot(agentId(number), since, true);
    }

    private static String snapshot(String id, Instant since, boolean there) {
        return """
                {"AgentARN":"%s/agent/%s","AWSAccountId":"111122223333","InstanceARN":"%s","EventId":"%s",\
                "EventTimestamp":"%s","EventType":"%s","Version":"2017-10-01","PreviousAgentSnapshot":null,\
                "CurrentAgentSnapshot":{"AgentStatus":{"ARN":"%s/agent-state/1","Name":"%s","StartTimestamp":"%s","Type":"%s"},\
                "NextAgentStatus":null,"Configuration":{"FirstName":"Agent","LastName":"Agent","Username":"%s",\
                "AgentHierarchyGroups":null,"RoutingProfile":{"ARN":"%s/routing-profile/1","Name":"Basic","InboundQueues":[]}},\
                "Contacts":[]}}""".formatted(
                        BenchPayloads.INSTANCE,
                        id,
                        BenchPayloads.INSTANCE,
                        UUID.randomUUID(),
                        BenchPayloads.millis(Instant.now()),
                        there ? "STATE_CHANGE" : "LOGOUT",
                        BenchPayloads.INSTANCE,
                        there ? "Available" : "Offline",
                        BenchPayloads.millis(since),
                        there ? "ROUTABLE" : "OFFLINE",
                        "agent-" + id.substring(24),
                        BenchPayloads.INSTANCE);
    }
}
