package io.contactstatus.reconcile;

import io.contactstatus.connect.ConnectDirectory;
import io.contactstatus.connect.DescribeAnswer;
import io.contactstatus.dialect.Arns;
import io.contactstatus.names.LearntNames;
import io.contactstatus.store.KnownQueue;
import io.contactstatus.store.NameStore;
import io.contactstatus.store.StoreRetry;
import io.contactstatus.store.StoreUnavailable;
import io.contactstatus.view.ContactSummaryView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks for the names of queues and agents of live contacts that came without one, and then of queues that have
/// figures, and keeps them for all instances. A pace of its own: names must not be in the way of repair, nor it in
/// theirs.
final class MissingNames {

    private static final Logger log = LoggerFactory.getLogger(MissingNames.class);

    private static final int MOST_IN_A_ROUND = 20;

    /// Deleted ones, for example.
    private static final int MOST_NAMELESS = 5_000;

    /// Those that could not be asked for are asked for again after so long: some never can be, and must not take the
    /// turns of all others.
    private static final Duration AGAIN = Duration.ofMinutes(10);

    private static final int MOST_FAILED = 5_000;

    private final ConnectDirectory connect;
    private final LearntNames learnt;
    private final NameStore store;
    private final Supplier<List<KnownQueue>> withFigures;
    private final AskingPace queues;
    private final AskingPace users;
    private final ReconcileMetrics metrics;
    private final Clock clock;
    private final Set<String> nameless = new HashSet<>();
    private final Map<String, Instant> failed = new LinkedHashMap<>() {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST_FAILED;
        }
    };

    MissingNames(
            ConnectDirectory connect,
            LearntNames learnt,
            NameStore store,
            Supplier<List<KnownQueue>> withFigures,
            AskingPace queues,
            AskingPace users,
            ReconcileMetrics metrics,
            Clock clock) {
        this.connect = connect;
        this.learnt = learnt;
        this.store = store;
        this.withFigures = withFigures;
        this.queues = queues;
        this.users = users;
        this.metrics = metrics;
        this.clock = clock;
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
        noteThoseWithFigures(missing);
        var left = MOST_IN_A_ROUND;
        for (var one : missing.entrySet()) {
            var pace = one.getValue() == NameStore.Kind.QUEUE ? queues : users;
            var instance = Arns.lastPart(Arns.instanceOf(one.getKey()));
            if (left > 0 && pace.isOpen(instance) && isTurn(pace, patient)) {
                left--;
                ask(one.getKey(), one.getValue(), instance, pace);
            }
        }
    }

    /// No contact may be in them for months.
    private void noteThoseWithFigures(Map<String, NameStore.Kind> missing) {
        try {
            for (var queue : withFigures.get()) {
                if (queue.name() == null) {
                    note(missing, queue.arn(), learnt.ofQueue(queue.arn()), NameStore.Kind.QUEUE);
                }
            }
        } catch (StoreUnavailable away) {
            log.debug("names of queues with figures are asked for later: {}", away.getMessage());
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
        if (arn != null && name == null && !nameless.contains(arn) && !hasFailedLately(arn)) {
            missing.putIfAbsent(arn, kind);
        }
    }

    private boolean hasFailedLately(String arn) {
        var at = failed.get(arn);
        return at != null && clock.instant().isBefore(at.plus(AGAIN));
    }

    /// Until this instance starts again.
    private void forget(String arn) {
        if (nameless.size() < MOST_NAMELESS) {
            nameless.add(arn);
        }
    }

    private void ask(String arn, NameStore.Kind kind, @Nullable String instance, AskingPace pace) {
        var answer = switch (kind) {
            case QUEUE -> connect.queueName(arn);
            case AGENT -> connect.username(arn);
        };
        pace.answered(instance, answer);
        failed.remove(arn);
        metrics.asked(kind == NameStore.Kind.QUEUE ? "DescribeQueue" : "DescribeUser", answer);
        switch (answer) {
            case DescribeAnswer.Described(var name) -> {
                var learntName = new NameStore.Name(kind, arn, name, clock.instant());
                StoreRetry.endless().untilDone(() -> {
                    store.keep(learntName);
                    return learntName;
                });
                StoredNames.put(learnt, learntName);
            }
            case DescribeAnswer.Unknown() -> forget(arn);
            case DescribeAnswer.Failed any -> failed.put(arn, clock.instant());
            case DescribeAnswer.Throttled(), DescribeAnswer.Forbidden() -> {}
        }
    }
}
