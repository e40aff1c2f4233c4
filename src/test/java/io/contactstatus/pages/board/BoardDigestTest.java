package io.contactstatus.pages.board;

import static io.contactstatus.pages.Contacts.NOON;
import static io.contactstatus.pages.Contacts.contact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.contactstatus.contact.Leg;
import io.contactstatus.contact.Phase;
import io.contactstatus.live.LiveSnapshot;
import io.contactstatus.masking.Veil;
import io.contactstatus.names.LearntNames;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.Retentions;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.StaleProperties;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.thymeleaf.spring6.SpringTemplateEngine;

/// The changes that are sent to the board: a page that applies them shows the same as the whole board.
class BoardDigestTest {

    private static final int ROWS = 7;
    private static final Phase.Kind[] PHASES = Phase.Kind.values();

    private final BoardProperties limits = BoardTest.bound(Map.of("b.rows", Integer.toString(ROWS)));
    private final StaleProperties stale = BoardTest.stale();
    private final Clock clock = Clock.fixed(NOON.plusSeconds(600), ZoneOffset.UTC);
    private final QueueNames names = new QueueNames(new LearntNames());
    private final AbandonedContacts abandoned =
            new AbandonedContacts(mock(ContactStore.class), Retentions.ofOver(Duration.ofDays(1)), limits, clock);
    private final BoardAudience everybody = new BoardAudience(
            BoardTest.query(null),
            BoardLook.USUAL,
            Veil.LIFTED,
            Locale.ENGLISH,
            new BoardBuilder(limits, BoardTest.everywhere(BoardTest.thresholds(Map.of())), stale, names, clock),
            new BoardFragments(new SpringTemplateEngine()),
            names,
            abandoned);

    /// Does what `board.js` does.
    private static final class DrawnBoard {

        private final Map<BoardGroup, List<String>> rows = new EnumMap<>(BoardGroup.class);
        private final Map<BoardGroup, Integer> counts = new EnumMap<>(BoardGroup.class);

        private DrawnBoard(Board loaded) {
            loaded.groups().forEach((group, column) -> {
                rows.put(group, new ArrayList<>(ids(column)));
                counts.put(group, column.count());
            });
        }

        private void draw(BoardChanges changes) {
            changes.gone().forEach(this::remove);
            changes.rows().forEach(moved -> {
                remove(moved.row().contactId());
                var list = Objects.requireNonNull(rows.get(moved.row().group()));
                var place = moved.before() == null ? list.size() : list.indexOf(moved.before());
                assertThat(place).isNotNegative();
                list.add(place, moved.row().contactId());
            });
            changes.columns().forEach(column -> counts.put(column.group(), column.count()));
        }

        private void remove(String id) {
            rows.values().forEach(list -> list.remove(id));
        }
    }

    private static List<String> ids(Board.Column column) {
        return column.rows().stream().map(BoardRow::contactId).toList();
    }

    private static ContactSummaryView anyState(String id, long version, Random random) {
        var heard = NOON.plusSeconds(random.nextInt(500) - (random.nextInt(20) == 0 ? 9_000 : 0));
        var made = contact()
                .id(id)
                .version(version)
                .since(heard)
                .in(PHASES[random.nextInt(PHASES.length)])
                .callback(random.nextInt(6) == 0)
                .leg(random.nextInt(8) == 0 ? Leg.CONSULT : Leg.CUSTOMER);
        return random.nextInt(15) == 0 ? made.synthetic().seen() : made.seen();
    }

    @Test
    void afterThousandsOfChangesThePageShowsAndCountsWhatThereIs() {
        var random = new Random(7);
        var live = new HashMap<String, ContactSummaryView>();
        var digest = new BoardDigest(everybody);
        digest.take(snapshot(live));
        assertThat(digest.changes()).isNull();
        var page = new DrawnBoard(everybody.board(snapshot(live)));
        for (var step = 1; step <= 5_000; step++) {
            for (var changes = random.nextInt(4); changes >= 0; changes--) {
                var id = "c" + random.nextInt(150);
                if (random.nextInt(3) == 0) {
                    live.remove(id);
                } else {
                    live.put(id, anyState(id, step * 10L + changes, random));
                }
            }

            digest.take(snapshot(live));
            var told = Objects.requireNonNull(digest.changes());
            page.draw(told);

            var now = everybody.board(snapshot(live));
            assertThat(told.rows().size()).isLessThanOrEqualTo(BoardGroup.values().length * ROWS);
            now.groups().forEach((group, column) -> {
                assertThat(page.rows.get(group)).as("rows of %s", group).isEqualTo(ids(column));
                assertThat(page.counts.get(group)).as("those in %s", group).isEqualTo((int) live.values().stream()
                        .filter(contact -> BoardGroup.of(contact, stale.isStale(contact, clock.instant()))
                                .filter(group::equals)
                                .isPresent())
                        .count());
            });
        }
    }

    private static LiveSnapshot<ContactSummaryView> snapshot(Map<String, ContactSummaryView> live) {
        return new LiveSnapshot<>("here", List.copyOf(live.values()));
    }

    @Test
    void tellsNoRowOfThoseThatAreOnlyCounted() {
        var live = new HashMap<String, ContactSummaryView>();
        IntStream.range(0, 500)
                .forEach(number -> live.put(
                        "c" + number,
                        contact()
                                .id("c" + number)
                                .since(NOON.plusSeconds(number))
                                .seen()));
        var digest = new BoardDigest(everybody);
        digest.take(snapshot(live));

        live.put(
                "c499",
                contact()
                        .id("c499")
                        .since(NOON.plusSeconds(499))
                        .agent("other")
                        .version(2)
                        .seen());
        digest.take(snapshot(live));
        assertThat(Objects.requireNonNull(digest.changes()).isEmpty()).isTrue();
        assertThat(digest.different()).isEmpty();

        live.remove("c498");
        digest.take(snapshot(live));
        var told = Objects.requireNonNull(digest.changes());
        assertThat(told.rows()).isEmpty();
        assertThat(told.gone()).isEmpty();
        assertThat(told.columns()).extracting(Board.Column::count).containsExactly(499);

        live.remove("c0");
        digest.take(snapshot(live));
        told = Objects.requireNonNull(digest.changes());
        assertThat(told.gone()).containsExactly("c0");
        assertThat(told.rows()).extracting(moved -> moved.row().contactId()).containsExactly("c7");
        assertThat(told.rows())
                .as("it only takes the place of one that went")
                .extracting(BoardChanges.Moved::news)
                .containsExactly(false);
    }

    @Test
    void isNewsOnlyWhereAContactCameOrIsInAnotherPhase() {
        var digest = new BoardDigest(everybody);
        var first = contact().id("c1").since(NOON);
        digest.take(snapshot(Map.of("c1", first.seen())));

        assertThat(newsAfter(digest, first.version(2).from("+815000000002").seen()))
                .containsExactly(false);
        assertThat(newsAfter(digest, first.version(3).in(Phase.Kind.WITH_AGENT).seen()))
                .containsExactly(true);
        var second = contact().id("c2").since(NOON.plusSeconds(5));
        assertThat(newsAfter(digest, first.seen(), second.seen())).containsExactly(true);
    }

    private static List<Boolean> newsAfter(BoardDigest digest, ContactSummaryView... live) {
        digest.take(new LiveSnapshot<>("here", List.of(live)));
        return Objects.requireNonNull(digest.changes()).rows().stream()
                .map(BoardChanges.Moved::news)
                .toList();
    }

    @Test
    void tellsThatTheAbandonedAreOthersOnceForManyChanges() {
        var digest = new BoardDigest(everybody);
        digest.take(snapshot(Map.of()));

        everybody.observe(null, contact().abandoned().seen());
        everybody.observe(null, contact().id("contact-2").abandoned().seen());
        digest.take(snapshot(Map.of()));
        assertThat(digest.different()).extracting(event -> event.name()).containsExactly("abandoned");

        digest.take(snapshot(Map.of()));
        assertThat(digest.different()).isEmpty();
    }
}
