package io.contactstatus.queues;

import static io.contactstatus.queues.CallsOfADay.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.LongRun;
import io.contactstatus.contact.Contact;
import io.contactstatus.contact.QueueDeparture;
import io.contactstatus.contact.QueueFigures;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.MovingClock;
import io.contactstatus.store.QueueKey;
import io.contactstatus.store.StoredContact;
import io.contactstatus.store.TestStores;
import io.contactstatus.visibility.ConnectInstances;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Figures that were kept, marked and repaired equal those that are made of all contacts, one by one.
///
/// With `-P long` a day of 50,000 contacts in 40 queues.
class FiguresOfADayTest {

    private static final int CONTACTS = Integer.getInteger("figures.contacts", LongRun.choose(60, 50_000));
    private static final int QUEUES = LongRun.choose(2, 40);
    private static final int HOURS = LongRun.choose(4, 18);

    /// That a process stores before it is killed, and the next one begins with again.
    private static final int REPEATED = LongRun.choose(0, 500);

    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    private final MovingClock clock = new MovingClock(START);
    private final String prefix = LocalDynamoDb.freshPrefix();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TestStores one = stores();
    private final TestStores other = stores();
    private final ConnectInstances instances = new ConnectInstances(
            List.of(new ConnectInstances.ConnectInstance(CallsOfADay.INSTANCE, "main", null, TOKYO)));
    private final QueueProperties properties = new QueueProperties(
            new QueueProperties.Defaults(Duration.ofSeconds(20), Duration.ofSeconds(5), 80), Map.of());
    private final QueueSums sums = new QueueSums(one.queues(), properties, instances, clock);
    private final ClosingWork closing = new ClosingWork(one.queues(), sums, instances, clock);
    private final Random random = new Random(14);
    private final CallsOfADay day = CallsOfADay.of(CONTACTS, QUEUES, Duration.ofHours(HOURS));
    private final List<String> queues = day.queues();

    private TestStores stores() {
        return TestStores.over(LocalDynamoDb.shared().client(), prefix, meters, clock);
    }

    @Test
    void equalThoseMadeOfAllContactsWhateverCameLateTwiceOrToTwoWriters() throws IOException, InterruptedException {
        var half = START.plus(Duration.ofHours(HOURS).dividedBy(2));
        var isHalfChecked = false;
        var marked = 0;
        var round = START;
        for (var index = 0; index < day.heard().size(); index++) {
            var record = day.heard().get(index);
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
                storeAndBeKilled(index + 1);
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

    @Test
    void whatComesAfterContactsAreGoneIsCountedAndChangesNoFigure() {
        var late = day.contacts().getFirst();
        var call = day.heard().stream()
                .map(CallsOfADay.Heard::fact)
                .filter(fact -> fact.id().equals(late))
                .reduce(Contact::join)
                .orElseThrow();
        moveTo(START.plus(Duration.ofDays(3)));

        one.contacts().join(call);

        assertThat(meters.get("contact_status.queues.late").counter().count()).isEqualTo(1);
        var from = FigureInterval.P1D.of(START, TOKYO);
        var until = FigureInterval.P1D.upTo(clock.instant(), TOKYO);
        assertThat(queues)
                .allSatisfy(queue -> assertThat(sums.of(key(queue), FigureInterval.P1D, from, until))
                        .isEmpty());
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

    /// What it has stored comes again: its last batch was not checkpointed.
    private void storeAndBeKilled(int from) throws IOException, InterruptedException {
        if (REPEATED == 0) {
            return;
        }
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DayWriterProcess.class.getName(),
                        LocalDynamoDb.shared().endpoint().toString(),
                        prefix,
                        Integer.toString(CONTACTS),
                        Integer.toString(QUEUES),
                        Integer.toString(HOURS),
                        Integer.toString(from))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var said = process.inputReader()) {
            for (var stored = 0; stored < REPEATED; stored++) {
                assertThat(said.readLine()).isNotNull();
            }
        }
        process.destroyForcibly().waitFor();
    }

    private static QueueKey key(String queueArn) {
        return new QueueKey(CallsOfADay.INSTANCE, queueArn.substring(queueArn.lastIndexOf('/') + 1));
    }

    /// Beside those of contacts that are read one by one, and added up by nothing that the figures use.
    private void assertSums() {
        // What is live is read at most every five seconds.
        moveTo(clock.instant().plusSeconds(6));
        var departures = one.contacts().findAll(day.contacts()).stream()
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
