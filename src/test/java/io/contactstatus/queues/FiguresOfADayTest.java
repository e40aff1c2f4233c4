package io.contactstatus.queues;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.LongRun;
import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.QueueDeparture;
import io.contactstatus.contact.QueueFigures;
import io.contactstatus.contact.Source;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.MovingClock;
import io.contactstatus.store.QueueKey;
import io.contactstatus.store.StoredContact;
import io.contactstatus.store.TestStores;
import io.contactstatus.visibility.ConnectInstances;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Figures that were kept, marked and repaired equal those that are made of all contacts, one by one.
///
/// With `-P long` a day of 50,000 contacts in 40 queues.
class FiguresOfADayTest {

    /// DynamoDB Local deletes what has expired by the real clock: nothing here may have.
    private static final Instant START = Instant.parse("2046-01-05T00:00:00Z");

    private static final int CONTACTS = Integer.getInteger("figures.contacts", LongRun.choose(60, 50_000));
    private static final int QUEUES = LongRun.choose(2, 40);
    private static final Duration DAY = Duration.ofHours(LongRun.choose(4, 18));
    private static final String INSTANCE = UUID.randomUUID().toString();
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    private final MovingClock clock = new MovingClock(START);
    private final String prefix = LocalDynamoDb.freshPrefix();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TestStores one = stores();
    private final TestStores other = stores();
    private final ConnectInstances instances =
            new ConnectInstances(List.of(new ConnectInstances.ConnectInstance(INSTANCE, "main", null, TOKYO)));
    private final QueueProperties properties = new QueueProperties(
            new QueueProperties.Defaults(Duration.ofSeconds(20), Duration.ofSeconds(5), 80), Map.of());
    private final QueueSums sums = new QueueSums(one.queues(), properties, instances, clock);
    private final ClosingWork closing = new ClosingWork(one.queues(), sums, instances, clock);
    private final Random random = new Random(14);
    private final List<String> queues = new ArrayList<>();
    private final List<ContactId> contacts = new ArrayList<>();

    private TestStores stores() {
        return TestStores.over(LocalDynamoDb.shared().client(), prefix, meters, clock);
    }

    private record Heard(Instant arrives, Contact fact) {}

    @Test
    void equalThoseMadeOfAllContactsWhateverCameLateTwiceOrToTwoWriters() {
        for (var number = 0; number < QUEUES; number++) {
            queues.add("arn:aws:connect:eu-west-2:123456789012:instance/" + INSTANCE + "/queue/" + UUID.randomUUID());
        }
        var heard = day();

        var half = START.plus(DAY.dividedBy(2));
        var isHalfChecked = false;
        var marked = 0;
        var round = START;
        for (var record : heard) {
            while (round.isBefore(record.arrives())) {
                moveTo(round);
                marked += marks();
                closing.round();
                round = round.plus(Duration.ofMinutes(15));
            }
            moveTo(record.arrives());
            (random.nextBoolean() ? one : other).contacts().join(record.fact());
            if (!isHalfChecked && record.arrives().isAfter(half)) {
                assertSums();
                isHalfChecked = true;
            }
        }
        assertSums();

        moveTo(clock.instant().plus(Duration.ofMinutes(5)));
        closing.round();

        assertSums();
        assertThat(one.queues().closedUntil())
                .hasValueSatisfying(until -> assertThat(until).isAfter(START));
        assertThat(marked).isPositive();
        assertThat(marks()).isZero();
        assertThat(meters.get("contact_status.queues.late").counter().count()).isZero();
    }

    private int marks() {
        return queues.stream()
                .mapToInt(queue ->
                        one.queues().marks(key(queue), START, clock.instant()).size())
                .sum();
    }

    private void moveTo(Instant at) {
        if (at.isAfter(clock.instant())) {
            clock.pass(Duration.between(clock.instant(), at));
        }
    }

    private List<Heard> day() {
        var heard = new ArrayList<Heard>();
        while (contacts.size() < CONTACTS) {
            var at = START.plusMillis(random.nextLong(DAY.toMillis()));
            for (var fact : call(at)) {
                var isLate = random.nextInt(100) < 5;
                var arrives = fact.arrives().plusSeconds(isLate ? 3600 + random.nextInt(3 * 3600) : 1);
                heard.add(new Heard(arrives, fact.fact()));
                if (random.nextInt(100) < 3) {
                    heard.add(new Heard(arrives.plusSeconds(random.nextInt(1000)), fact.fact()));
                }
            }
        }
        heard.sort(Comparator.comparing(Heard::arrives));
        return heard;
    }

    private List<Heard> call(Instant began) {
        var id = new ContactId(UUID.randomUUID().toString());
        contacts.add(id);
        var queue = queues.get(random.nextInt(queues.size()));
        var left = began.plusSeconds(random.nextInt(60));
        var facts = new ArrayList<Heard>();
        facts.add(told(
                id,
                began,
                it -> it.initiated(Moment.exact(began))
                        .initiationMethod(random.nextInt(10) == 0 ? "CALLBACK" : "INBOUND")
                        .enqueued(Moment.exact(began), queue)
                        .queue(queue, began)));
        if (random.nextInt(4) > 0) {
            var agent = "arn:aws:connect:eu-west-2:123456789012:instance/" + INSTANCE + "/agent/" + UUID.randomUUID();
            facts.add(
                    told(id, left, it -> it.connectedToAgent(Moment.exact(left)).agent(agent, left)));
            // Some talks are longer than intervals stay open.
            var end = left.plusSeconds(random.nextInt(random.nextInt(10) == 0 ? 7200 : 900));
            facts.add(told(id, end, it -> it.disconnected(Moment.exact(end))));
        } else {
            facts.add(told(
                    id, left, it -> it.disconnected(Moment.exact(left)).disconnectReason("CUSTOMER_DISCONNECT", left)));
        }
        return facts;
    }

    private static Heard told(ContactId id, Instant at, UnaryOperator<Facts> more) {
        var facts = more.apply(Facts.about(id, Source.CONTACT_EVENT).heardAt(at).channel("VOICE", at));
        return new Heard(at, facts.toContact());
    }

    private static QueueKey key(String queueArn) {
        return new QueueKey(INSTANCE, queueArn.substring(queueArn.lastIndexOf('/') + 1));
    }

    /// Beside those of contacts that are read one by one, and added up by nothing that the figures use.
    private void assertSums() {
        // What is live is read at most once a second.
        moveTo(clock.instant().plusSeconds(2));
        var departures = one.contacts().findAll(contacts).stream()
                .map(StoredContact::snapshot)
                .flatMap(seen -> QueueDeparture.of(seen).stream())
                .filter(departure -> departure.queueArn() != null)
                .toList();
        assertThat(departures).isNotEmpty();
        for (var interval : FigureInterval.values()) {
            var until = interval.upTo(clock.instant().plusSeconds(1), TOKYO);
            for (var queue : queues) {
                var expected = new TreeMap<Instant, List<QueueDeparture>>();
                departures.stream()
                        .filter(departure -> queue.equals(Objects.requireNonNull(departure.queueArn())))
                        .forEach(departure -> expected.computeIfAbsent(
                                        interval.of(departure.left(), TOKYO), any -> new ArrayList<>())
                                .add(departure));

                var told = sums.of(key(queue), interval, interval.of(START, TOKYO), until);

                assertThat(told.keySet()).isEqualTo(new TreeSet<>(expected.keySet()));
                expected.forEach((from, all) -> assertNaive(told.getOrDefault(from, QueueFigures.NONE), all));
            }
        }
    }

    private static void assertNaive(QueueFigures told, List<QueueDeparture> all) {
        assertThat(told.offered()).isEqualTo(count(all, "ANSWERED") + count(all, "ABANDONED"));
        assertThat(told.answered()).isEqualTo(count(all, "ANSWERED"));
        assertThat(told.abandoned()).isEqualTo(count(all, "ABANDONED"));
        assertThat(told.callbacks().offered()).isEqualTo(all.size() - told.offered());
        assertThat(told.handleSeconds())
                .isEqualTo(all.stream()
                        .filter(one -> one.kind() == QueueDeparture.Kind.ANSWERED)
                        .mapToLong(QueueDeparture::handleSeconds)
                        .sum());
        assertThat(told.answerSeconds())
                .isEqualTo(all.stream()
                        .filter(one -> one.kind() == QueueDeparture.Kind.ANSWERED)
                        .mapToLong(QueueDeparture::waitSeconds)
                        .sum());
        assertThat(told.answeredWithin())
                .isEqualTo(all.stream()
                        .filter(one -> one.kind() == QueueDeparture.Kind.ANSWERED && one.waitSeconds() <= 20)
                        .count());
        assertThat(told.abandonedShort())
                .isEqualTo(all.stream()
                        .filter(one -> one.kind() == QueueDeparture.Kind.ABANDONED && one.waitSeconds() <= 5)
                        .count());
    }

    private static long count(List<QueueDeparture> all, String kind) {
        return all.stream().filter(one -> one.kind().name().equals(kind)).count();
    }
}
