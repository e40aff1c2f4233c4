package io.contactstatus.pages.board;

import static io.contactstatus.pages.Contacts.contact;

import io.contactstatus.contact.Status;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.web.Records;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A contact centre whose customers call, wait, talk and leave in turns, and what a wall has to show of it.
final class WallFloor {

    private static final int CALLERS = 400;
    private static final int QUEUES = 40;
    private static final int AGENTS = 100;

    /// What each does one after the other, and then calls again.
    private static final List<Status> PASSAGES = List.of(
            Status.INITIATED, Status.QUEUED, Status.CONNECTED_TO_AGENT, Status.AFTER_CONTACT_WORK, Status.COMPLETED);

    private final int[] passages = new int[CALLERS];
    private long changes;

    /// So many changes, each of another contact.
    List<ContactSummaryView> changes(Instant now, int count) {
        return IntStream.range(0, count)
                .mapToObj(any -> change((int) (changes % CALLERS), now))
                .toList();
    }

    private ContactSummaryView change(int caller, Instant now) {
        changes++;
        var status = PASSAGES.get(passages[caller] % PASSAGES.size());
        var call = passages[caller]++ / PASSAGES.size();
        var changed = contact()
                .id("00000000-0000-4000-%04d-%012d".formatted(caller, call))
                .from("+8190%08d".formatted(caller))
                .queueId(queueId(caller))
                .queue(null)
                .agent("agent-" + caller % AGENTS)
                .in(status)
                .since(now)
                .version(changes);
        return status == Status.COMPLETED ? changed.over().seen() : changed.seen();
    }

    /// Records of all agents, who are free.
    static String agents(Instant now) {
        return IntStream.range(0, AGENTS)
                .mapToObj(number -> """
                        {"AgentARN":"%s/agent/9d1e7a54-3c2b-4f6a-8b7c-%012d","AWSAccountId":"123456789012","InstanceARN":"%s",
                         "EventId":"login-%d","EventTimestamp":"%s","EventType":"LOGIN","Version":"2017-10-01",
                         "PreviousAgentSnapshot":null,"CurrentAgentSnapshot":{"AgentStatus":{"ARN":"%s/agent-state/1",
                         "Name":"Available","StartTimestamp":"%s","Type":"ROUTABLE"},"NextAgentStatus":null,
                         "Configuration":{"FirstName":"Agent","LastName":"%d","Username":"agent-%d","AgentHierarchyGroups":null,
                         "RoutingProfile":{"ARN":"%s/routing-profile/1","Name":"Basic","InboundQueues":[]}},"Contacts":[]}}""".formatted(
                                Records.INSTANCE,
                                number,
                                Records.INSTANCE,
                                number,
                                now,
                                Records.INSTANCE,
                                now,
                                number,
                                number,
                                Records.INSTANCE)
                        .replace("\n", ""))
                .collect(Collectors.joining("\n"));
    }

    /// Of each queue in which anyone waits or talks: how many do.
    Map<String, String> figures() {
        var figures = new HashMap<String, String>();
        for (var queue = 0; queue < QUEUES; queue++) {
            var waiting = in(queue, Status.QUEUED);
            var talking = in(queue, Status.CONNECTED_TO_AGENT);
            if (waiting + talking > 0) {
                figures.put(queueId(queue), waiting + " " + talking);
            }
        }
        return figures;
    }

    private long in(int queue, Status status) {
        return IntStream.range(0, CALLERS)
                .filter(caller -> caller % QUEUES == queue)
                .filter(caller ->
                        passages[caller] > 0 && PASSAGES.get((passages[caller] - 1) % PASSAGES.size()) == status)
                .count();
    }

    private static String queueId(int number) {
        return "0f6d1c36-1a2b-4c3d-9e8f-%012d".formatted(number % QUEUES);
    }
}
