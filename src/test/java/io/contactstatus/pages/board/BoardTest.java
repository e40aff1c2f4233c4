package io.contactstatus.pages.board;

import static io.contactstatus.pages.Contacts.NOON;
import static io.contactstatus.pages.Contacts.contact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.contactstatus.contact.Leg;
import io.contactstatus.contact.Outcome;
import io.contactstatus.contact.Phase;
import io.contactstatus.contact.Status;
import io.contactstatus.live.LiveSnapshot;
import io.contactstatus.masking.Veil;
import io.contactstatus.names.LearntNames;
import io.contactstatus.pages.Called;
import io.contactstatus.pages.DurationThresholds;
import io.contactstatus.pages.Span;
import io.contactstatus.pages.ThresholdsByQueue;
import io.contactstatus.queues.QueueThresholds;
import io.contactstatus.view.ContactFilter;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.StaleProperties;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class BoardTest {

    private static final BoardProperties LIMITS = bound(Map.of("b.rows", "3"));
    private static final DurationThresholds THRESHOLDS =
            thresholds(Map.of("b.queue.warn", "10s", "b.queue.alert", "20s"));

    private final QueueNames names = new QueueNames(new LearntNames());

    static DurationThresholds thresholds(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("b", DurationThresholds.class);
    }

    /// Without any of single queues.
    static ThresholdsByQueue everywhere(DurationThresholds thresholds) {
        return new ThresholdsByQueue(thresholds, queue -> new QueueThresholds(80, null, null));
    }

    static BoardProperties bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("b", BoardProperties.class);
    }

    /// The checker does not see in a class file that a nested type may be null.
    @SuppressWarnings("NullAway")
    static BoardQuery query(@Nullable String queue) {
        return new BoardQuery(queue, null, null, null, null, null, null, null, null);
    }

    static StaleProperties stale() {
        return new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("s", StaleProperties.class);
    }

    private Board board(List<ContactSummaryView> contacts, Predicate<ContactSummaryView> wanted, Veil veil) {
        return board(contacts, wanted, BoardLook.Sort.LONGEST, veil);
    }

    private Board board(
            List<ContactSummaryView> contacts, Predicate<ContactSummaryView> wanted, BoardLook.Sort sort, Veil veil) {
        return new BoardBuilder(
                        LIMITS,
                        everywhere(THRESHOLDS),
                        stale(),
                        names,
                        Clock.fixed(NOON.plusSeconds(15), ZoneOffset.UTC))
                .board(new LiveSnapshot<>("here", contacts), wanted, sort, veil);
    }

    private Board board(List<ContactSummaryView> contacts, ContactFilter filter, Veil veil) {
        return board(contacts, filter::admits, veil);
    }

    @Test
    void putsTheLongestFirstAndCountsWhatItDoesNotShow() {
        var contacts = IntStream.range(0, 5)
                .mapToObj(number -> contact()
                        .id("c" + number)
                        .since(NOON.minusSeconds(number))
                        .seen())
                .toList();

        var waiting = board(contacts, ContactFilter.ALL, Veil.LIFTED).column(BoardGroup.WAITING);

        assertThat(waiting.rows()).extracting(BoardRow::contactId).containsExactly("c4", "c3", "c2");
        assertThat(waiting.count()).isEqualTo(5);
        assertThat(waiting.more()).isEqualTo(2);
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
        assertThat(board.column(BoardGroup.AFTER_WORK).count()).isEqualTo(1);
        assertThat(board.queues())
                .extracting(
                        line -> line.queue().name(),
                        Board.QueueLine::waiting,
                        line -> line.longest() == null ? -1 : line.longest().seconds(),
                        Board.QueueLine::connected)
                .containsExactly(tuple("Billing", 2, 24L, 1));
    }

    @Test
    void showsTheBusiestQueuesAndCountsTheOthers() {
        var contacts = IntStream.range(0, 5)
                .boxed()
                .flatMap(queue -> IntStream.rangeClosed(0, queue)
                        .mapToObj(number -> contact()
                                .id("c" + queue + number)
                                .queueId("q" + queue)
                                .queue("Queue " + queue)
                                .seen()))
                .toList();

        var board = board(contacts, ContactFilter.ALL, Veil.LIFTED);

        assertThat(board.queues()).extracting(Board.QueueLine::key).containsExactly("q4", "q3", "q2");
        assertThat(board.moreQueues()).isEqualTo(2);
    }

    @Test
    void marksAWaitByWhatIsSetForItsQueue() {
        var strict = new ThresholdsByQueue(
                THRESHOLDS,
                queue -> "strict".equals(queue)
                        ? new QueueThresholds(80, Duration.ofSeconds(1), Duration.ofSeconds(2))
                        : new QueueThresholds(80, null, null));
        var contacts = List.of(
                contact().id("a").queueId("strict").since(NOON.plusSeconds(12)).seen(),
                contact().id("b").since(NOON.plusSeconds(12)).seen());

        var board = new BoardBuilder(LIMITS, strict, stale(), names, Clock.fixed(NOON.plusSeconds(15), ZoneOffset.UTC))
                .board(new LiveSnapshot<>("here", contacts), any -> true, BoardLook.Sort.LONGEST, Veil.LIFTED);

        assertThat(board.column(BoardGroup.WAITING).rows())
                .extracting(row -> row.waiting() == null ? "" : row.waiting().mark())
                .containsExactly("alert", "");
        assertThat(board.longest()).extracting(Span::mark).isEqualTo("alert");
        assertThat(board.queues())
                .extracting(
                        Board.QueueLine::key,
                        line -> line.longest() == null ? "" : line.longest().mark())
                .containsExactlyInAnyOrder(tuple("strict", "alert"), tuple("queue-of-billing", ""));
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
                .column(BoardGroup.WAITING)
                .rows();

        assertThat(rows)
                .extracting(row -> row.waiting() == null ? "" : row.waiting().mark())
                .containsExactly("alert", "warn", "");
    }

    @Test
    void hidesNumbersBehindTheVeil() {
        var rows = board(List.of(contact().seen()), ContactFilter.ALL, Veil.DRAWN)
                .column(BoardGroup.WAITING)
                .rows();

        assertThat(rows).extracting(BoardRow::number).doesNotContain("+819012345678");
        assertThat(rows.getFirst().number()).endsWith("5678");
    }

    @Test
    void setsApartWhatNothingIsHeardOf() {
        var quiet = Duration.ofHours(3);
        var board = board(
                List.of(
                        contact().id("call").since(NOON.minus(quiet)).seen(),
                        contact()
                                .id("chat")
                                .channel("CHAT")
                                .since(NOON.minus(quiet).plusSeconds(1))
                                .seen()),
                ContactFilter.ALL,
                Veil.LIFTED);

        assertThat(board.column(BoardGroup.WAITING).rows())
                .extracting(BoardRow::contactId)
                .containsExactly("chat");
        assertThat(board.column(BoardGroup.NO_NEWS).rows())
                .extracting(BoardRow::contactId)
                .containsExactly("call");
        assertThat(board.longest())
                .isNotNull()
                .extracting(Span::since)
                .isEqualTo(NOON.minus(quiet).plusSeconds(1));
        assertThat(board.waiting()).isEqualTo(1);
        assertThat(board.total()).isEqualTo(1);
        assertThat(board.queues()).extracting(Board.QueueLine::waiting).containsExactly(1);
    }

    @Test
    void countsOneRowForEachCustomerAndNoneForTests() {
        var board = board(
                List.of(
                        contact().id("customer").in(Phase.Kind.WITH_AGENT).seen(),
                        contact()
                                .id("consult")
                                .leg(Leg.CONSULT)
                                .in(Phase.Kind.QUEUE)
                                .seen(),
                        contact()
                                .id("monitor")
                                .leg(Leg.MONITOR)
                                .in(Phase.Kind.WITH_AGENT)
                                .seen(),
                        contact().id("test").synthetic().seen()),
                ContactFilter.ALL,
                Veil.LIFTED);

        assertThat(board.total()).isEqualTo(1);
        assertThat(board.waiting()).isZero();
        assertThat(board.queues())
                .extracting(Board.QueueLine::waiting, Board.QueueLine::connected)
                .containsExactly(tuple(0, 1));
    }

    @Test
    void ordersWhoWaitsByTheWholeWaitAndShowsItBesideThatOfTheVisit() {
        var rows = board(
                        List.of(
                                contact().id("new").since(NOON.minusSeconds(5)).seen(),
                                contact()
                                        .id("again")
                                        .since(NOON)
                                        .waitingSince(NOON.minusSeconds(45))
                                        .seen()),
                        ContactFilter.ALL,
                        Veil.LIFTED)
                .column(BoardGroup.WAITING)
                .rows();

        assertThat(rows)
                .extracting(BoardRow::contactId, row -> seconds(row.waiting()), row -> seconds(row.waitingInAll()))
                .containsExactly(tuple("again", 15L, 60L), tuple("new", 20L, -1L));
    }

    @Test
    void countsFromWholeSecondsOn() {
        var row = board(List.of(contact().since(NOON.plusMillis(1_999)).seen()), ContactFilter.ALL, Veil.LIFTED)
                .column(BoardGroup.WAITING)
                .rows()
                .getFirst();

        assertThat(seconds(row.waiting())).isEqualTo(14);
    }

    @Test
    void addsTheRingingToTheWait() {
        var row = board(List.of(contact().in(Phase.Kind.RINGING).seen()), ContactFilter.ALL, Veil.LIFTED)
                .column(BoardGroup.RINGING)
                .rows()
                .getFirst();

        assertThat(seconds(row.waiting())).isEqualTo(7 + 15);
        assertThat(seconds(row.state())).isEqualTo(15);
    }

    @Test
    void countsATaskOfLaterAsPlannedAndNotAsWaiting() {
        var board = board(
                List.of(
                        contact()
                                .id("later")
                                .channel("TASK")
                                .in(Phase.Kind.SCHEDULED)
                                .scheduled(NOON.plusSeconds(900))
                                .seen(),
                        contact()
                                .id("sooner")
                                .channel("TASK")
                                .in(Phase.Kind.SCHEDULED)
                                .scheduled(NOON.plusSeconds(600))
                                .seen(),
                        contact()
                                .id("callback")
                                .callback(true)
                                .in(Phase.Kind.SCHEDULED)
                                .seen()),
                ContactFilter.ALL,
                Veil.LIFTED);

        assertThat(board.waiting()).isZero();
        assertThat(board.longest()).isNull();
        assertThat(board.column(BoardGroup.PLANNED).rows())
                .extracting(BoardRow::contactId)
                .containsExactly("sooner", "later");
        assertThat(board.column(BoardGroup.CALLBACKS).rows())
                .extracting(BoardRow::told)
                .containsExactly(Phase.Kind.SCHEDULED);
    }

    /// The checker does not see in a class file that a nested type may be null.
    @SuppressWarnings("NullAway")
    @Test
    void findsThoseOfASubtype() {
        var query = new BoardQuery(null, null, "chat", "sms", null, null, null, null, null);

        assertThat(query.isAll()).isFalse();
        assertThat(query.at("/ui/board").build().toUriString()).endsWith("channel=chat&subtype=sms");
        assertThat(query.admits(contact().channel("CHAT").subtype("connect:SMS").seen(), names))
                .isTrue();
        assertThat(query.admits(contact().channel("CHAT").seen(), names)).isFalse();
    }

    @Test
    void findsThoseOfAPhase() {
        var query = new BoardQuery(null, null, null, null, null, Phase.Kind.OUTSIDE, null, null, null);

        assertThat(query.admits(contact().in(Phase.Kind.OUTSIDE).seen(), names)).isTrue();
        assertThat(query.admits(contact().in(Phase.Kind.FLOW).seen(), names)).isFalse();
        assertThat(query.admitsAbandoned(contact().ended(Outcome.ABANDONED).seen(), names))
                .isTrue();
        assertThat(query.at("/ui/board").toUriString()).isEqualTo("/ui/board?phase=OUTSIDE");
    }

    private static long seconds(@Nullable Span span) {
        return span == null ? -1 : span.seconds();
    }

    @Test
    void callsAQueueByTheNameThatAnotherContactKnows() {
        var board = board(
                List.of(contact().id("a").queue(null).seen(), contact().id("b").seen()),
                ContactFilter.ALL,
                Veil.LIFTED);

        assertThat(board.column(BoardGroup.WAITING).rows())
                .extracting(row -> row.queue() == null ? null : row.queue().name())
                .containsExactly("Billing", "Billing");
        assertThat(names.id("Billing")).isEqualTo("queue-of-billing");
        assertThat(names.id("Unheard of")).isNull();
    }

    @Test
    void callsByTheEndOfTheIdWhoHasNoNameAndWhoSharesOne() {
        assertThat(names.of("0f6d1c36-1a2b-4c3d-9e8f-7a6b5c4d3e2f", null))
                .isEqualTo(new Called(null, "3e2f", "0f6d1c36-1a2b-4c3d-9e8f-7a6b5c4d3e2f"));
        names.learn(contact().queueId("queue-one1").queue("Sales").seen());
        assertThat(names.of("queue-one1", "Sales")).isEqualTo(new Called("Sales", null, "queue-one1"));

        names.learn(contact().queueId("queue-two2").queue("Sales").seen());

        assertThat(names.of("queue-one1", "Sales")).isEqualTo(new Called("Sales", "one1", "queue-one1"));
        assertThat(names.of("queue-two2", null)).isEqualTo(new Called("Sales", "two2", "queue-two2"));
    }

    @Test
    void sortsAsAskedAndKeepsTheLongestWaitWhereItIs() {
        var contacts = List.of(
                contact().id("b").queue("Billing").since(NOON.minusSeconds(1)).seen(),
                contact()
                        .id("s")
                        .queueId("s")
                        .queue("Sales")
                        .since(NOON.minusSeconds(9))
                        .seen(),
                contact()
                        .id("a")
                        .queueId("a")
                        .queue("Arrears")
                        .since(NOON.minusSeconds(5))
                        .seen());

        var byQueue = board(contacts, any -> true, BoardLook.Sort.QUEUE, Veil.LIFTED);
        var newest = board(contacts, any -> true, BoardLook.Sort.NEWEST, Veil.LIFTED);

        assertThat(byQueue.column(BoardGroup.WAITING).rows())
                .extracting(BoardRow::contactId)
                .containsExactly("a", "b", "s");
        assertThat(newest.column(BoardGroup.WAITING).rows())
                .extracting(BoardRow::contactId)
                .containsExactly("b", "a", "s");
        assertThat(seconds(byQueue.longest())).isEqualTo(24);
        var look = new BoardLook(
                BoardLook.Sort.QUEUE,
                Set.of(BoardLook.Hideable.WAIT),
                Set.of(BoardLook.Hideable.WAIT, BoardLook.Hideable.WHOLE),
                true);
        assertThat(look.at("/ui/board", query("Sales")).toUriString())
                .isEqualTo("/ui/board?queue=Sales&without=WAIT&with=WHOLE&everyone=true&sort=QUEUE");
    }

    @Test
    void findsOneOfTwoQueuesAsPagesTellThemApart() {
        var one = contact().queueId("queue-a111").queue(null).seen();
        var other = contact().queueId("queue-b222").queue("Twin").seen();
        names.learn(contact().queueId("queue-a111").queue("Twin").seen());
        names.learn(other);

        for (var typed : List.of("Twin\u00a0…a111", "Twin …a111")) {
            assertThat(query(typed).admits(one, names)).as(typed).isTrue();
            assertThat(query(typed).admits(other, names)).as(typed).isFalse();
        }
        assertThat(query("Twin …c333").admits(one, names)).isFalse();
        assertThat(query("…a111").admits(one, names)).isFalse();
        assertThat(names.typed(names.asked("queue-a111"))).isEqualTo("Twin\u00a0…a111");
        assertThat(names.typed(names.asked("Twin"))).isEqualTo("Twin");
        assertThat(names.typed(names.asked(null))).isNull();
    }

    @Test
    void tellsAQueueByItsIdWhereNothingElseTellsItFromOthers() {
        names.learn(contact().queueId("queue-1-a111").queue("Twin").seen());
        names.learn(contact().queueId("queue-2-a111").queue("Twin").seen());

        assertThat(names.typed(names.asked("queue-1-a111"))).isEqualTo("queue-1-a111");
    }

    @Test
    void findsAQueueByANameThatIsLearnedLater() {
        var query = query("Billing");
        var nameless = contact().id("a").queue(null).seen();
        assertThat(query.admits(nameless, names)).isFalse();

        names.learn(contact().id("b").seen());

        assertThat(query.admits(nameless, names)).isTrue();
        assertThat(query.admitsAbandoned(nameless, names)).isTrue();
        assertThat(query("Sales").admits(nameless, names)).isFalse();
    }

    @Test
    void learnsWhatThereIsBeforeItChooses() {
        var query = query("Billing");
        var contacts =
                List.of(contact().id("a").queue(null).seen(), contact().id("b").seen());

        var board = board(contacts, contact -> query.admits(contact, names), Veil.LIFTED);

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
                .column(BoardGroup.AFTER_WORK)
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
