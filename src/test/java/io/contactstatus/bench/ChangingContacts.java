package io.contactstatus.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// Calls that are with agents, and of which each record changes one: ten agents to a queue, ten queues.
final class ChangingContacts {

    static final int CONTACTS = 500;
    static final int QUEUES = 10;
    static final int AGENTS = 100;

    private static final int AT_ONCE = 10;
    private static final int MOST_UNDER_WAY = 16;

    private final Consumer<String> ingest;
    private long changes;

    ChangingContacts(Consumer<String> ingest) {
        this.ingest = ingest;
    }

    static String queue(int number) {
        return "queue-%031d".formatted(number % QUEUES);
    }

    static String agent(int number) {
        return "agent-%031d".formatted(number % AGENTS);
    }

    private static String id(int number) {
        return "11111111-2222-3333-4444-555555%06d".formatted(number);
    }

    void begin() {
        for (var start = 0; start < CONTACTS; start += 50) {
            var records = new StringBuilder();
            for (var number = start; number < start + 50; number++) {
                records.append(connected(number)).append('\n');
            }
            ingest.accept(records.toString());
        }
    }

    /// As many a second, ten at a time, in turns. Those before need not be stored yet. Returns when all are,
    /// and fails if one could not be.
    void change(double perSecond, Duration time) {
        var pause = (long) (AT_ONCE * 1e9 / perSecond);
        var began = System.nanoTime();
        var room = new Semaphore(MOST_UNDER_WAY);
        var ingested = new ArrayList<CompletableFuture<Void>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var next = began; next - began < time.toNanos(); next += pause) {
                while (next - System.nanoTime() > 0) {
                    LockSupport.parkNanos(next - System.nanoTime());
                }
                var records = new StringBuilder();
                for (var record = 0; record < AT_ONCE; record++) {
                    records.append(connected((int) (changes++ % CONTACTS))).append('\n');
                }
                room.acquireUninterruptibly();
                ingested.add(CompletableFuture.runAsync(() -> ingest.accept(records.toString()), threads)
                        .whenComplete((nothing, failure) -> room.release()));
            }
        }
        ingested.forEach(CompletableFuture::join);
    }

    /// Each time to the same agent, from the same queue.
    private String connected(int number) {
        var now = BenchPayloads.millis(Instant.now());
        return """
                {"version":"0","id":"event-%d-%d","detail-type":"Amazon Connect Contact Event","source":"aws.connect",\
                "account":"111122223333","time":"%s","region":"eu-west-2","resources":[],\
                "detail":{"eventType":"CONNECTED_TO_AGENT","contactId":"%s","channel":"VOICE","instanceArn":"%s",\
                "initiationMethod":"INBOUND","initiationTimestamp":"%s",\
                "customerEndpoint":{"type":"TELEPHONE_NUMBER","address":"+4477009%05d"},\
                "queueInfo":{"queueArn":"%s/queue/%s","queueType":"STANDARD","enqueueTimestamp":"%s"},\
                "agentInfo":{"agentArn":"%s/agent/%s","connectedToAgentTimestamp":"%s"}}}""".formatted(
                        number,
                        changes,
                        BenchPayloads.seconds(Instant.now()),
                        id(number),
                        BenchPayloads.INSTANCE,
                        now,
                        number,
                        BenchPayloads.INSTANCE,
                        queue(number),
                        now,
                        BenchPayloads.INSTANCE,
                        agent(number),
                        now);
    }
}
