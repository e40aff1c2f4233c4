package io.contactstatus.pages.board;

import io.contactstatus.live.LiveSnapshot;
import io.contactstatus.masking.Veil;
import io.contactstatus.pages.Called;
import io.contactstatus.pages.DurationThresholds;
import io.contactstatus.pages.Span;
import io.contactstatus.pages.ThresholdsByQueue;
import io.contactstatus.pages.board.BoardLook.Sort;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.QueueView;
import io.contactstatus.view.StaleProperties;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Groups, sorts and counts the contacts of a picture.
@Component
class BoardBuilder {

    private static final Comparator<Place> LONGEST_FIRST =
            Comparator.comparing(Place::began).thenComparing(Place::contactId);

    private final BoardProperties limits;
    private final ThresholdsByQueue thresholds;
    private final StaleProperties stale;
    private final QueueNames names;
    private final Clock clock;

    BoardBuilder(
            BoardProperties limits,
            ThresholdsByQueue thresholds,
            StaleProperties stale,
            QueueNames names,
            Clock clock) {
        this.limits = limits;
        this.thresholds = thresholds;
        this.stale = stale;
        this.names = names;
        this.clock = clock;
    }

    /// A contact in its group.
    private record Place(ContactSummaryView contact, Instant began) {

        static Place of(ContactSummaryView contact, BoardGroup group) {
            var began = BoardRow.began(contact, group);
            // A contact without a known time sorts below all others.
            return new Place(contact, began == null ? Instant.MAX : began);
        }

        String contactId() {
            return contact.contactId();
        }
    }

    Board board(LiveSnapshot<ContactSummaryView> snapshot, Predicate<ContactSummaryView> wanted, Sort sort, Veil veil) {
        var now = clock.instant();
        var places = places(snapshot, wanted, now);
        var groups = new LinkedHashMap<BoardGroup, Board.Column>();
        places.forEach((group, inGroup) -> {
            inGroup.sort(LONGEST_FIRST);
            var rows = sorted(inGroup, sort).stream()
                    .limit(limits.rows())
                    .map(place -> row(place.contact(), group, veil, now))
                    .toList();
            groups.put(group, new Board.Column(group, inGroup.size(), rows));
        });
        var waiting = in(BoardGroup.WAITING, places);
        var queues = queues(places, now);
        var shown = queues.subList(0, Math.min(limits.rows(), queues.size()));
        return new Board(
                snapshot.position(),
                groups,
                waiting.isEmpty() ? null : wait(waiting.getFirst(), now),
                List.copyOf(shown),
                queues.size() - shown.size());
    }

    /// @param places the longest first
    private List<Place> sorted(List<Place> places, Sort sort) {
        return switch (sort) {
            case LONGEST -> places;
            case NEWEST -> places.reversed();
            case QUEUE -> sorted(places, place -> names.of(place.contact().queue()));
            case AGENT -> sorted(places, place -> names.of(place.contact().agent()));
        };
    }

    /// Stable, so the longest stay first among equals. Those without any come last.
    private static List<Place> sorted(List<Place> places, Function<Place, @Nullable Called> part) {
        return places.stream()
                .sorted(Comparator.comparing(place -> {
                    var called = part.apply(place);
                    return called == null ? "\uffff" : called.order();
                }))
                .toList();
    }

    /// Names are learned from all contacts first: `wanted` may filter by them.
    private Map<BoardGroup, List<Place>> places(
            LiveSnapshot<ContactSummaryView> snapshot, Predicate<ContactSummaryView> wanted, Instant now) {
        var places = new EnumMap<BoardGroup, List<Place>>(BoardGroup.class);
        for (var group : BoardGroup.values()) {
            places.put(group, new ArrayList<>());
        }
        snapshot.items().forEach(names::learn);
        for (var contact : snapshot.items()) {
            if (wanted.test(contact)) {
                BoardGroup.of(contact, stale.isStale(contact, now))
                        .ifPresent(group -> in(group, places).add(Place.of(contact, group)));
            }
        }
        return places;
    }

    private BoardRow row(ContactSummaryView contact, BoardGroup group, Veil veil, Instant now) {
        return BoardRow.of(contact.under(veil), group, stale.staleFrom(contact), marks(contact), names, now);
    }

    private static List<Place> in(BoardGroup group, Map<BoardGroup, List<Place>> places) {
        return Objects.requireNonNull(places.get(group));
    }

    private @Nullable Span wait(Place place, Instant now) {
        return Span.counting(
                BoardRow.began(place.contact(), BoardGroup.WAITING),
                now,
                marks(place.contact()).queue());
    }

    private DurationThresholds marks(ContactSummaryView contact) {
        var queue = contact.queue();
        return thresholds.of(queue == null ? null : queue.id());
    }

    private List<Board.QueueLine> queues(Map<BoardGroup, List<Place>> places, Instant now) {
        var lines = new HashMap<String, Board.QueueLine>();
        in(BoardGroup.WAITING, places)
                .forEach(place -> add(lines, place.contact().queue(), 1, wait(place, now), 0));
        for (var group : List.of(BoardGroup.CONNECTED, BoardGroup.HELD)) {
            in(group, places).forEach(place -> add(lines, place.contact().queue(), 0, null, 1));
        }
        return lines.values().stream()
                .sorted(Comparator.comparingInt(Board.QueueLine::waiting)
                        .reversed()
                        .thenComparing(line -> line.queue().order())
                        .thenComparing(Board.QueueLine::key))
                .toList();
    }

    /// Places come longest first, so the first wait of a queue is its longest.
    private void add(
            Map<String, Board.QueueLine> lines,
            @Nullable QueueView queue,
            int waiting,
            @Nullable Span wait,
            int connected) {
        var key = queue == null ? null : BoardRow.queueKey(queue);
        var called = names.of(queue);
        if (key != null && called != null) {
            lines.merge(
                    key,
                    new Board.QueueLine(called, key, waiting, wait, connected),
                    (known, more) -> new Board.QueueLine(
                            known.queue(),
                            key,
                            known.waiting() + waiting,
                            BoardRow.first(known.longest(), wait),
                            known.connected() + connected));
        }
    }
}
