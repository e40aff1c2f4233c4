package io.contactstatus.contact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Resolves the contact's times in queues: live sources tell each of them, the contact record only the last one.
final class ResolvedVisits {

    private final LiveFacts live;
    private final ContactRecord.@Nullable RecordedQueue recorded;
    private final List<AgentState> states;
    private final SourcePrecedence sources;

    ResolvedVisits(Contact contact, AgentSide agentSide, SourcePrecedence sources) {
        live = contact.live();
        recorded = contact.record() == null ? null : contact.record().queue();
        states = agentSide.states();
        this.sources = sources;
    }

    List<Attributed<QueueVisit>> visits() {
        var told = new ArrayList<QueueVisit>();
        var first = live.firstEnqueued();
        Stream.concat(Stream.ofNullable(first == null ? null : new QueueVisit(first, null)), live.visits().stream())
                .sorted()
                .forEach(visit -> add(told, visit));
        if (recorded == null || recorded.enqueued() == null) {
            return told.stream()
                    .map(visit -> new Attributed<>(visit, teller(visit)))
                    .toList();
        }
        return corrected(told, Moment.rounded(recorded.enqueued()), recorded.arn());
    }

    /// Of two that are one, the finer one and its queue are kept.
    private static void add(List<QueueVisit> visits, QueueVisit next) {
        var last = visits.isEmpty() ? null : visits.getLast();
        if (last == null || !last.enqueued().isSameAs(next.enqueued())) {
            visits.add(next);
            return;
        }
        var finer = last.enqueued().exact() || !next.enqueued().exact() ? last.enqueued() : next.enqueued();
        visits.set(
                visits.size() - 1, new QueueVisit(finer, last.queueArn() == null ? next.queueArn() : last.queueArn()));
    }

    /// The contact record speaks of the last visit. What is told of an earlier one stays, if something has
    /// happened since by which the contact left it; else it is the same visit, and the record's time of it
    /// counts.
    private List<Attributed<QueueVisit>> corrected(
            List<QueueVisit> told, Moment enqueued, @Nullable String recordedArn) {
        var kept = new ArrayList<Attributed<QueueVisit>>();
        Attributed<QueueVisit> same = null;
        for (var visit : told) {
            if (visit.enqueued().isSameAs(enqueued)) {
                same = new Attributed<>(
                        visit.enqueued().exact() ? visit : new QueueVisit(enqueued, visit.queueArn()),
                        teller(visit).andBy(Source.CONTACT_RECORD));
            } else if (visit.enqueued().at().isBefore(enqueued.at())) {
                kept.add(new Attributed<>(visit, teller(visit)));
            }
        }
        if (same == null) {
            var last = kept.isEmpty() ? null : kept.getLast();
            if (last != null && !isLeftBetween(last.value().enqueued(), enqueued)) {
                kept.removeLast();
            }
            same = new Attributed<>(new QueueVisit(enqueued, recordedArn), sources.byRecord());
        }
        kept.add(same);
        return kept;
    }

    private boolean isLeftBetween(Moment from, Moment until) {
        return states.stream().anyMatch(state -> isBetween(from, state.at(), until))
                || live.calledOutside().stream().anyMatch(call -> isBetween(from, call.at(), until));
    }

    private static boolean isBetween(Moment from, Instant at, Moment until) {
        return at.isAfter(from.at()) && at.isBefore(until.at());
    }

    private Attribution teller(QueueVisit visit) {
        return sources.teller(visit.enqueued(), live.queueArn());
    }
}
