package io.contactstatus.pages.board;

import io.contactstatus.contact.QueueFigures;
import io.contactstatus.live.Feed;
import io.contactstatus.masking.Veil;
import io.contactstatus.pages.Called;
import io.contactstatus.pages.DurationThresholds;
import io.contactstatus.pages.Span;
import io.contactstatus.queues.QueueToday;
import io.contactstatus.view.AgentActivity;
import io.contactstatus.view.AgentView;
import io.contactstatus.view.AgentsProperties;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.visibility.VisibleInstances;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Puts on the wall what the board, the figures of queues and the agents tell.
@Component
class WallBuilder {

    /// More are not shown one by one: they would take minutes to go by.
    private static final int MOST_AGENTS = 60;

    /// Of those who are free where there are more agents than are shown.
    private static final int MOST_FREE = 12;

    /// The claim on attention of who does what they should.
    private static final int CALM = 4;

    private final Feed<ContactSummaryView> contacts;
    private final Feed<AgentView> agents;
    private final BoardBuilder boards;
    private final TodayReader today;
    private final QueueNames names;
    private final BoardProperties limits;
    private final DurationThresholds thresholds;
    private final AgentsProperties staleness;
    private final Clock clock;

    WallBuilder(
            Feed<ContactSummaryView> contacts,
            Feed<AgentView> agents,
            BoardBuilder boards,
            TodayReader today,
            QueueNames names,
            BoardProperties limits,
            DurationThresholds thresholds,
            AgentsProperties staleness,
            Clock clock) {
        this.contacts = contacts;
        this.agents = agents;
        this.boards = boards;
        this.today = today;
        this.names = names;
        this.limits = limits;
        this.thresholds = thresholds;
        this.staleness = staleness;
        this.clock = clock;
    }

    /// An agent at work, and since when.
    private record Working(
            AgentView agent,
            AgentActivity activity,
            @Nullable Instant since) {

        /// Whose time is unknown comes last.
        private static final Comparator<Working> ORDER = Comparator.comparing(Working::activity)
                .thenComparing(Working::since, Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
                .thenComparing(working -> working.agent().agentId());

        static Working of(AgentView agent) {
            return new Working(agent, AgentActivity.of(agent), AgentActivity.since(agent));
        }
    }

    Wall wall(BoardQuery query, VisibleInstances visible) {
        var all = agents.snapshot(visible).items();
        all.forEach(names::learn);
        var now = clock.instant();
        var seats = all.stream().filter(query::admitsAgent).toList();
        var known =
                seats.stream().filter(agent -> !staleness.isStale(agent, now)).toList();
        var board = boards.board(
                contacts.snapshot(visible),
                contact -> query.admits(contact, names),
                BoardLook.Sort.LONGEST,
                Veil.DRAWN);
        var working = known.stream().map(Working::of).sorted(Working.ORDER).toList();
        var activities = new EnumMap<AgentActivity, Integer>(AgentActivity.class);
        working.forEach(one -> activities.merge(one.activity(), 1, Integer::sum));
        var logged = working.stream()
                .filter(one -> one.activity() != AgentActivity.OFFLINE)
                .toList();
        var shown = logged.size() <= MOST_AGENTS ? logged : claiming(logged, now);
        var figures = today.queues(query, visible);
        return new Wall(
                board.waiting(),
                board.longest(),
                board.column(BoardGroup.NO_NEWS).count(),
                today.of(figures, query, visible),
                queues(board, figures),
                activities,
                shown.stream().map(this::seat).filter(Objects::nonNull).toList(),
                logged.size() - shown.size(),
                seats.size() - known.size());
    }

    /// Those whom somebody should look after, the most urgent ones first, and who is free for longest.
    private List<Working> claiming(List<Working> working, Instant now) {
        var free = working.stream()
                .filter(one -> one.activity() == AgentActivity.FREE)
                .limit(MOST_FREE)
                .collect(Collectors.toSet());
        return working.stream()
                .filter(one -> claim(one, now) < CALM || free.contains(one))
                // Stable, so the longest stay first of each.
                .sorted(Comparator.comparingInt(one -> claim(one, now)))
                .limit(MOST_AGENTS)
                .toList();
    }

    private int claim(Working working, Instant now) {
        var since = since(working, now);
        var mark = since == null ? "" : since.mark();
        if (mark.equals("alert")) {
            return 0;
        }
        return switch (working.activity()) {
            case MISSED -> 1;
            case RINGING -> 2;
            case FREE, ON_CONTACT, AFTER_CONTACT_WORK, AWAY, OFFLINE -> mark.isEmpty() ? CALM : 3;
        };
    }

    private @Nullable Span since(Working working, Instant now) {
        return Span.counting(working.since(), now, thresholds.of(working.activity()));
    }

    private Wall.@Nullable Seat seat(Working working) {
        var agent = working.agent();
        var called = Called.of(agent.username(), agent.agentId(), false);
        return called == null
                ? null
                : new Wall.Seat(called, agent.agentId(), working.activity(), since(working, clock.instant()));
    }

    /// Those where a customer is, the busiest first, and then those that had any today.
    private List<Wall.Line> queues(Board board, @Nullable List<QueueToday> figures) {
        var known = figures == null ? List.<QueueToday>of() : figures;
        Map<String, QueueFigures> byId = known.stream()
                .filter(queue -> queue.key().queueId() != null)
                .collect(Collectors.toMap(
                        queue -> Objects.requireNonNull(queue.key().queueId()),
                        QueueToday::figures,
                        QueueFigures::plus));
        var lines = new ArrayList<Wall.Line>();
        var busy = new HashSet<String>();
        for (var line : board.queues()) {
            busy.add(line.key());
            lines.add(line(line, byId.get(line.key())));
        }
        known.stream()
                .filter(queue -> queue.figures().offered() > 0 && queue.key().queueId() != null)
                .filter(queue -> busy.add(Objects.requireNonNull(queue.key().queueId())))
                .map(queue -> quiet(queue, byId))
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(line -> line.queue().order()))
                .limit(limits.rows())
                .forEach(lines::add);
        return lines;
    }

    private static Wall.Line line(Board.QueueLine line, @Nullable QueueFigures figures) {
        return line(line.queue(), line.key(), line.waiting(), line.longest(), line.connected(), figures);
    }

    private Wall.@Nullable Line quiet(QueueToday queue, Map<String, QueueFigures> byId) {
        var id = Objects.requireNonNull(queue.key().queueId());
        var called = names.of(id, queue.name());
        return called == null ? null : line(called, id, 0, null, 0, byId.get(id));
    }

    private static Wall.Line line(
            Called queue,
            String key,
            int waiting,
            @Nullable Span longest,
            int connected,
            @Nullable QueueFigures figures) {
        return new Wall.Line(
                queue,
                key,
                waiting,
                longest,
                connected,
                figures == null ? null : figures.servicePercent(),
                figures == null ? null : Long.valueOf(figures.abandoned() - figures.abandonedShort()));
    }
}
