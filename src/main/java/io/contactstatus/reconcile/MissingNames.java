package io.contactstatus.reconcile;

import io.contactstatus.connect.ConnectDirectory;
import io.contactstatus.connect.DescribeAnswer;
import io.contactstatus.names.LearntNames;
import io.contactstatus.store.NameStore;
import io.contactstatus.store.StoreRetry;
import io.contactstatus.view.ContactSummaryView;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Asks for the names of queues and agents that live contacts have and nobody has told, and keeps them for all
/// instances. A pace of its own: names must not be in the way of repair, nor it in theirs.
final class MissingNames {

    private static final int MOST_IN_A_ROUND = 20;

    /// Deleted ones, for example.
    private static final int MOST_NAMELESS = 5_000;

    private final ConnectDirectory connect;
    private final LearntNames learnt;
    private final NameStore store;
    private final AskingPace queues;
    private final AskingPace users;
    private final ReconcileMetrics metrics;
    private final Set<String> nameless = new HashSet<>();

    MissingNames(
            ConnectDirectory connect,
            LearntNames learnt,
            NameStore store,
            AskingPace queues,
            AskingPace users,
            ReconcileMetrics metrics) {
        this.connect = connect;
        this.learnt = learnt;
        this.store = store;
        this.queues = queues;
        this.users = users;
        this.metrics = metrics;
    }

    /// @param patient whether there is time to wait for the next turn
    void learn(List<ContactSummaryView> live, boolean patient) throws InterruptedException {
        var missing = new LinkedHashMap<String, NameStore.Kind>();
        for (var contact : live) {
            var queue = contact.queue();
            if (queue != null && queue.name() == null) {
                note(missing, queue.arn(), learnt.ofQueue(queue.arn()), NameStore.Kind.QUEUE);
            }
            var agent = contact.agent();
            if (agent != null && agent.username() == null) {
                note(missing, agent.arn(), learnt.ofAgent(agent.arn()), NameStore.Kind.AGENT);
            }
        }
        var left = MOST_IN_A_ROUND;
        for (var one : missing.entrySet()) {
            var pace = one.getValue() == NameStore.Kind.QUEUE ? queues : users;
            if (left > 0 && pace.isOpen() && isTurn(pace, patient)) {
                left--;
                ask(one.getKey(), one.getValue(), pace);
            }
        }
    }

    private static boolean isTurn(AskingPace pace, boolean patient) throws InterruptedException {
        if (!patient) {
            return pace.isNow();
        }
        pace.await();
        return true;
    }

    private void note(
            Map<String, NameStore.Kind> missing, @Nullable String arn, @Nullable String name, NameStore.Kind kind) {
        if (arn != null && name == null && !nameless.contains(arn)) {
            missing.put(arn, kind);
        }
    }

    /// Until this instance starts again.
    private void forget(String arn) {
        if (nameless.size() < MOST_NAMELESS) {
            nameless.add(arn);
        }
    }

    private void ask(String arn, NameStore.Kind kind, AskingPace pace) {
        var answer = switch (kind) {
            case QUEUE -> connect.queueName(arn);
            case AGENT -> connect.username(arn);
        };
        pace.answered(answer);
        metrics.asked(kind == NameStore.Kind.QUEUE ? "DescribeQueue" : "DescribeUser", answer);
        switch (answer) {
            case DescribeAnswer.Described(var name) -> {
                var learntName = new NameStore.Name(kind, arn, name);
                StoreRetry.endless().untilDone(() -> {
                    store.keep(learntName);
                    return learntName;
                });
                StoredNames.put(learnt, learntName);
            }
            case DescribeAnswer.Unknown() -> forget(arn);
            case DescribeAnswer.Failed failed -> {}
            case DescribeAnswer.Throttled(), DescribeAnswer.Forbidden() -> {}
        }
    }
}
