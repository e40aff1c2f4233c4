package io.contactstatus.pages;

import static io.contactstatus.pages.Contacts.NOON;
import static io.contactstatus.pages.Contacts.contact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.contactstatus.contact.Status;
import io.contactstatus.live.Picture;
import io.contactstatus.view.ContactFilter;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.Veil;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tools.jackson.databind.json.JsonMapper;

class BoardTest {

    private static final BoardProperties LIMITS =
            bound(Map.of("b.rows", "3", "b.queue.warn", "10s", "b.queue.alert", "20s"));

    private final QueueNames names = new QueueNames();

    static BoardProperties bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("b", BoardProperties.class);
    }

    private Board board(List<ContactSummaryView> contacts, ContactFilter filter, Veil veil) {
        return Board.of(
                new Picture<>("here", contacts),
                filter::admits,
                veil,
                LIMITS,
                names,
                NOON.plusSeconds(15),
                new JsonMapper());
    }

    @Test
    void putsTheLongestFirstAndCountsWhatItDoesNotShow() {
        var contacts = IntStream.range(0, 5)
                .mapToObj(number -> contact()
                        .id("c" + number)
                        .since(NOON.minusSeconds(number))
                        .seen())
                .toList();

        var waiting = board(contacts, ContactFilter.ALL, Veil.LIFTED).column(Group.WAITING);

        assertThat(waiting.rows()).extracting(BoardRow::contactId).containsExactly("c4", "c3", "c2");
        assertThat(waiting.count()).isEqualTo(5);
        assertThat(waiting.more()).isEqualTo(2);
        assertThat(waiting.rest())
                .isEqualTo("[[\"c1\",%d,\"Billing\",\"queue-of-billing\"],[\"c0\",%d,\"Billing\",\"queue-of-billing\"]]"
                        .formatted(NOON.minusSeconds(1).toEpochMilli(), NOON.toEpochMilli()));
    }

    @Test
    void countsEachGroupAndEachQueue() {
        var board = board(
                List.of(
                        contact().id("a").seen(),
                        contact().id("b").since(NOON.minusSeconds(9)).seen(),
                        contact().id("c").in(Status.CONNECTED_TO_AGENT).seen(),
                        contact().id("d").in(Status.AFTER_CONTACT_WORK).over().seen(),
                        contact().id("e").in(Status.COMPLETED).over().seen()),
                ContactFilter.ALL,
                Veil.LIFTED);

        assertThat(board.waiting()).isEqualTo(2);
        assertThat(board.total()).isEqualTo(4);
        assertThat(board.column(Group.AFTER_WORK).count()).isEqualTo(1);
        assertThat(board.queues())
                .extracting(
                        Board.QueueLine::name,
                        Board.QueueLine::waiting,
                        line -> line.longest() == null ? -1 : line.longest().seconds(),
                        Board.QueueLine::connected)
                .containsExactly(tuple("Billing", 2, 24L, 1));
    }

    @Test
    void marksATimeThatIsLong() {
        var rows = board(
                        List.of(
                                contact().id("fine").since(NOON.plusSeconds(6)).seen(),
                                contact().id("long").since(NOON.plusSeconds(5)).seen(),
                                contact()
                                        .id("too long")
                                        .since(NOON.minusSeconds(5))
                                        .seen()),
                        ContactFilter.ALL,
                        Veil.LIFTED)
                .column(Group.WAITING)
                .rows();

        assertThat(rows)
                .extracting(row -> row.waiting() == null ? "" : row.waiting().mark())
                .containsExactly("alert", "warn", "");
    }

    @Test
    void hidesNumbersBehindTheVeil() {
        var rows = board(List.of(contact().seen()), ContactFilter.ALL, Veil.DRAWN)
                .column(Group.WAITING)
                .rows();

        assertThat(rows).extracting(BoardRow::number).doesNotContain("+819012345678");
        assertThat(rows.getFirst().number()).endsWith("5678");
    }

    @Test
    void doubtsACallSoonerThanAChat() {
        var quiet = Duration.ofHours(3);
        var rows = board(
                        List.of(
                                contact().id("call").since(NOON.minus(quiet)).seen(),
                                contact()
                                        .id("chat")
                                        .channel("CHAT")
                                        .since(NOON.minus(quiet).plusSeconds(1))
                                        .seen()),
                        ContactFilter.ALL,
                        Veil.LIFTED)
                .column(Group.WAITING)
                .rows();

        assertThat(rows).extracting(BoardRow::stale).containsExactly(true, false);
    }

    @Test
    void callsAQueueByTheNameThatAnotherContactKnows() {
        var board = board(
                List.of(contact().id("a").queue(null).seen(), contact().id("b").seen()),
                ContactFilter.ALL,
                Veil.LIFTED);

        assertThat(board.column(Group.WAITING).rows())
                .extracting(BoardRow::queue)
                .containsExactly("Billing", "Billing");
        assertThat(names.id("Billing")).isEqualTo("queue-of-billing");
        assertThat(names.id("Unheard of")).isNull();
        assertThat(names.shown("0f6d1c36-1a2b-4c3d-9e8f-7a6b5c4d3e2f", null)).isEqualTo("0f6d1c36…");
    }

    @Test
    void findsAQueueByANameThatIsLearnedLater() {
        var query = new BoardQuery("Billing", null, null, null, null);
        var nameless = contact().id("a").queue(null).seen();
        assertThat(query.admits(nameless, names)).isFalse();

        names.learn(contact().id("b").seen());

        assertThat(query.admits(nameless, names)).isTrue();
        assertThat(query.admitsAbandoned(nameless, names)).isTrue();
        assertThat(new BoardQuery("Sales", null, null, null, null).admits(nameless, names))
                .isFalse();
    }

    @Test
    void learnsWhatThereIsBeforeItChooses() {
        var query = new BoardQuery("Billing", null, null, null, null);
        var picture = new Picture<>(
                "here",
                List.of(contact().id("a").queue(null).seen(), contact().id("b").seen()));

        var board = Board.of(
                picture,
                contact -> query.admits(contact, names),
                Veil.LIFTED,
                LIMITS,
                names,
                NOON.plusSeconds(15),
                new JsonMapper());

        assertThat(board.waiting()).isEqualTo(2);
    }

    @Test
    void doesNotUrgeAnAgentWhoHasFinished() {
        var row = board(
                        List.of(contact()
                                .in(Status.AFTER_CONTACT_WORK)
                                .since(NOON.minus(Duration.ofHours(1)))
                                .cleared()
                                .seen()),
                        ContactFilter.ALL,
                        Veil.LIFTED)
                .column(Group.AFTER_WORK)
                .rows()
                .getFirst();

        assertThat(row.cleared()).isTrue();
        assertThat(row.state()).isNotNull().extracting(Span::mark).isEqualTo("");
    }

    @Test
    void makesPathsOfIdsWhateverIsInThem() {
        assertThat(BoardRow.href("a/b?c\"<d")).isEqualTo("/ui/contacts/a%2Fb%3Fc%22%3Cd");
    }
}
