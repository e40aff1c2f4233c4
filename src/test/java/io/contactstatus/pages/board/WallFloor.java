package io.contactstatus.pages.board;

import io.contactstatus.web.Records;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A contact centre whose customers call, wait, talk and leave in turns, and what a wall has to show of it.
final class WallFloor {

    private static final int CALLERS = 400;
    private static final int QUEUES = 40;
    private static final int AGENTS = 100;

    private enum Step {
        CALLS,
        WAITS,
        TALKS,
        HANGS_UP,
        IS_RECORDED
    }

    private record Call(String id, Instant began, Instant queuedAt, Instant connectedAt) {}

    private final Call[] calls = new Call[CALLERS];
    private final Step[] last = new Step[CALLERS];
    private long changes;
    private long heartbeats;
    private int answered;

    /// As many records, each of another contact and each a change of it.
    String changes(Instant at, int count) {
        var now = at.truncatedTo(ChronoUnit.MILLIS);
        return IntStream.range(0, count)
                .mapToObj(any -> change((int) (changes++ % CALLERS), now))
                .collect(Collectors.joining("\n"));
    }

    private String change(int caller, Instant now) {
        var call = calls[caller];
        var next = last[caller] == null ? Step.CALLS : Step.values()[(last[caller].ordinal() + 1) % Step.values().length];
        last[caller] = next;
        var record = switch (next) {
            case CALLS -> {
                call = new Call("00000000-0000-4000-8000-%012d".formatted(changes), now, now, now);
                yield Records.initiated(call.id, told(now), "+8190%08d".formatted(caller));
            }
            case WAITS -> {
                call = new Call(call.id, call.began, now, now);
                yield Records.queued(call.id, told(call.began), told(now)).replace(Records.QUEUE, queue(caller));
            }
            case TALKS -> {
                call = new Call(call.id, call.began, call.queuedAt, now);
                answered++;
                yield Records.contactEvent(
                        call.id,
                        "CONNECTED_TO_AGENT",
                        told(now),
                        ",\"initiationTimestamp\":\"%s\",%s,\"agentInfo\":{\"agentArn\":\"%s\",\"connectedToAgentTimestamp\":\"%s\"}"
                                .formatted(told(call.began), queueInfo(call, caller), agent(caller), told(now)));
            }
            case HANGS_UP -> Records.disconnected(call.id, told(call.began), told(now));
            case IS_RECORDED -> recorded(call, caller, now);
        };
        calls[caller] = call;
        return record.replace("\n", "");
    }

    private static String queueInfo(Call call, int caller) {
        return "\"queueInfo\":{\"queueArn\":\"%s\",\"queueType\":\"STANDARD\",\"enqueueTimestamp\":\"%s\"}"
                .formatted(queue(caller), told(call.queuedAt));
    }

    private static String recorded(Call call, int caller, Instant now) {
        return """
                {"AWSAccountId":"123456789012","AWSContactTraceRecordFormatVersion":"2017-03-10","ContactId":"%s",
                 "InstanceARN":"%s","Channel":"VOICE","InitiationMethod":"INBOUND","InitiationTimestamp":"%s",
                 "DisconnectTimestamp":"%s","DisconnectReason":"CUSTOMER_DISCONNECT","LastUpdateTimestamp":"%s",
                 "Agent":{"ARN":"%s","Username":"agent-%d","ConnectedToAgentTimestamp":"%s"},
                 "Queue":{"ARN":"%s","Name":"Queue %d","EnqueueTimestamp":"%s","DequeueTimestamp":"%s"}}""".formatted(
                        call.id,
                        Records.INSTANCE,
                        told(call.began),
                        told(now),
                        told(now),
                        agent(caller),
                        caller % AGENTS,
                        told(call.connectedAt),
                        queue(caller),
                        caller % QUEUES,
                        told(call.queuedAt),
                        told(call.connectedAt));
    }

    /// One of each agent.
    String heartbeats(Instant now) {
        return IntStream.range(0, AGENTS)
                .mapToObj(number -> """
                        {"AgentARN":"%s","AWSAccountId":"123456789012","InstanceARN":"%s","EventId":"beat-%d",
                         "EventTimestamp":"%s","EventType":"HEART_BEAT","Version":"2017-10-01","PreviousAgentSnapshot":null,
                         "CurrentAgentSnapshot":{"AgentStatus":{"ARN":"%s/agent-state/1","Name":"Available",
                         "StartTimestamp":"2026-01-05T08:00:00.000Z","Type":"ROUTABLE"},"NextAgentStatus":null,
                         "Configuration":{"FirstName":"Agent","LastName":"%d","Username":"agent-%d","AgentHierarchyGroups":null,
                         "RoutingProfile":{"ARN":"%s/routing-profile/1","Name":"Basic","InboundQueues":[]}},"Contacts":[]}}""".formatted(
                                agent(number),
                                Records.INSTANCE,
                                heartbeats++,
                                told(now),
                                Records.INSTANCE,
                                number,
                                number,
                                Records.INSTANCE)
                        .replace("\n", ""))
                .collect(Collectors.joining("\n"));
    }

    /// Of each queue in which anyone is: how many wait, and how many are with agents.
    Map<String, String> figures() {
        var figures = new HashMap<String, String>();
        for (var queue = 0; queue < QUEUES; queue++) {
            var waiting = in(queue, Step.WAITS);
            var talking = in(queue, Step.TALKS);
            if (waiting + talking > 0) {
                figures.put(queueId(queue), waiting + " " + talking);
            }
        }
        return figures;
    }

    int waiting() {
        return IntStream.range(0, QUEUES).map(queue -> in(queue, Step.WAITS)).sum();
    }

    int answered() {
        return answered;
    }

    private int in(int queue, Step step) {
        return (int) IntStream.range(0, CALLERS)
                .filter(caller -> caller % QUEUES == queue && last[caller] == step)
                .count();
    }

    private static String told(Instant at) {
        var told = at.toString();
        return told.contains(".") ? told : told.replace("Z", ".000Z");
    }

    private static String queueId(int number) {
        return "0f6d1c36-1a2b-4c3d-9e8f-%012d".formatted(number % QUEUES);
    }

    private static String queue(int number) {
        return Records.INSTANCE + "/queue/" + queueId(number);
    }

    private static String agent(int number) {
        return Records.INSTANCE + "/agent/9d1e7a54-3c2b-4f6a-8b7c-%012d".formatted(number % AGENTS);
    }
}
