package io.contactstatus.queues;

import io.contactstatus.contact.Leg;
import io.contactstatus.contact.QueueDeparture;
import io.contactstatus.contact.QueueFigures;
import io.contactstatus.live.Feed;
import io.contactstatus.names.LearntNames;
import io.contactstatus.store.KnownQueue;
import io.contactstatus.store.QueueFiguresStore;
import io.contactstatus.store.QueueKey;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.Staleness;
import io.contactstatus.visibility.VisibleInstances;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The queues that are known: those that contacts have left, and those that a live one is in.
public final class Queues {

    private static final Comparator<QueueKey> BY_ID = Comparator.comparing(
                    QueueKey::queueId, Comparator.nullsLast(Comparator.<String>naturalOrder()))
            .thenComparing(QueueKey::instanceId, Comparator.nullsLast(Comparator.<String>naturalOrder()));

    private final QueueFiguresStore store;
    private final QueueSums sums;
    private final Feed<ContactSummaryView> contacts;
    private final Staleness staleness;
    private final LearntNames names;
    private final QueueProperties properties;
    private final AgentsOfQueues agents;

    Queues(
            QueueFiguresStore store,
            QueueSums sums,
            Feed<ContactSummaryView> contacts,
            Staleness staleness,
            LearntNames names,
            QueueProperties properties,
            AgentsOfQueues agents) {
        this.store = store;
        this.sums = sums;
        this.contacts = contacts;
        this.staleness = staleness;
        this.names = names;
        this.properties = properties;
        this.agents = agents;
    }

    /// A queue, and the contacts of customers that are in it or with one of its agents.
    ///
    /// @param agents null where nothing tells which ones are for it
    public record Occupied(
            KnownQueue queue,
            List<ContactSummaryView> contacts,
            @Nullable QueueAgents agents) {

        public String id() {
            return Objects.requireNonNull(queue.key().queueId());
        }
    }

    /// In the order of their ids.
    List<Occupied> all(VisibleInstances visible) {
        var live = live(visible);
        var all = new TreeMap<QueueKey, KnownQueue>(BY_ID);
        store.queues().stream()
                .filter(queue -> queue.key().queueId() != null
                        && visible.include(queue.key().instanceId()))
                .forEach(queue -> all.put(queue.key(), queue));
        live.forEach((key, inIt) -> all.computeIfAbsent(key, unknown -> known(key, inIt.getFirst())));
        var counts = agents.now(visible);
        return all.values().stream()
                .map(queue -> new Occupied(queue, live.getOrDefault(queue.key(), List.of()), counts.of(queue.key())))
                .toList();
    }

    private Map<QueueKey, List<ContactSummaryView>> live(VisibleInstances visible) {
        return contacts.snapshot(visible).items().stream()
                .filter(contact -> contact.active()
                        && contact.leg() == Leg.CUSTOMER
                        && contact.synthetic() == null
                        && contact.queue() != null
                        && contact.queue().id() != null
                        && !QueueDeparture.isOfAgent(contact.queue().arn())
                        && !staleness.isStale(contact))
                .collect(Collectors.groupingBy(Queues::key));
    }

    private static QueueKey key(ContactSummaryView contact) {
        return new QueueKey(
                contact.instanceId(), Objects.requireNonNull(contact.queue()).id());
    }

    private static KnownQueue known(QueueKey key, ContactSummaryView contact) {
        var queue = Objects.requireNonNull(contact.queue());
        return new KnownQueue(key, queue.arn(), queue.name(), queue.calledThatAt());
    }

    public Optional<Occupied> find(String queueId, VisibleInstances visible) {
        return all(visible).stream().filter(one -> one.id().equals(queueId)).findFirst();
    }

    public LiveQueueView view(Occupied occupied) {
        return view(occupied, sums.today(occupied.queue().key()));
    }

    LiveQueueView view(Occupied occupied, QueueFigures today) {
        var key = occupied.queue().key();
        return new LiveQueueView(
                occupied.id(),
                occupied.queue().arn(),
                name(occupied.queue()),
                key.instanceId(),
                QueueNow.of(occupied.contacts(), occupied.agents()),
                FiguresView.of(today, sums.limits(key)));
    }

    List<QueueToday> today(VisibleInstances visible) {
        var profiles = agents.profiles();
        return all(visible).stream()
                .map(Occupied::queue)
                .map(queue ->
                        new QueueToday(queue.key(), name(queue), sums.today(queue.key()), profiles.apply(queue.key())))
                .toList();
    }

    /// Agents may have told a later one than contacts have.
    private @Nullable String name(KnownQueue queue) {
        var id = queue.key().queueId();
        names.queue(id, queue.name(), queue.namedAt());
        var latest = names.ofQueue(id);
        return latest == null ? queue.name() : latest;
    }

    public QueueFigures.Limits limits(QueueKey queue) {
        return sums.limits(queue);
    }

    public QueueThresholds thresholds(@Nullable String queueId) {
        return properties.thresholds(queueId);
    }

    /// Of times before, contacts are no longer kept, though their sums are.
    public Instant contactsSince() {
        return sums.contactsSince();
    }

    public List<IntervalView> intervals(QueueKey queue, IntervalsAsked asked) {
        var limits = sums.limits(queue);
        var views = new ArrayList<IntervalView>();
        sums.of(queue, asked.interval(), asked.from(), asked.until())
                .forEach((from, figures) ->
                        views.add(IntervalView.of(from, asked.interval().after(from, asked.zone()), figures, limits)));
        return views;
    }

    /// What each agent did with the contacts that left the queue in that time, the busiest first. All of them are read.
    public List<AgentFigures> agents(QueueKey queue, Instant from, Instant until) {
        var byAgent = new HashMap<String, AgentFigures>();
        store.forEachDeparture(queue, from, until, departure -> {
            var agentId = departure.agentId();
            if (agentId != null) {
                byAgent.merge(agentId, AgentFigures.of(agentId, departure), AgentFigures::plus);
            }
            for (var missed : departure.missedBy()) {
                byAgent.merge(missed, AgentFigures.ofMissed(missed), AgentFigures::plus);
            }
        });
        return byAgent.values().stream()
                .filter(AgentFigures::hasAny)
                .map(one -> one.named(names.ofAgent(one.agentId())))
                .sorted(AgentFigures.BUSIEST_FIRST)
                .toList();
    }
}
