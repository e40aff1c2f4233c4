package io.contactstatus.queues;

import static io.contactstatus.queues.DayOfRecords.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.LongRun;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.Source;
import io.contactstatus.ingest.ContactIngest;
import io.contactstatus.ingest.Ingestion;
import io.contactstatus.ingest.RawRecord;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.MovingClock;
import io.contactstatus.store.QueueKey;
import io.contactstatus.store.StoreRetry;
import io.contactstatus.store.TestStores;
import io.contactstatus.visibility.ConnectInstances;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Figures that were kept, marked and repaired equal those that are made of all contacts, one by one.
///
/// With `-P long` a day in 40 queues, with `-Dfigures.contacts=50000` of as many contacts as there may be.
class FiguresOfADayTest {

    /// What a writer stores at once.
    static final Duration BATCH = Duration.ofSeconds(60);

    private static final int CONTACTS = Integer.getInteger("figures.contacts", LongRun.choose(120, 5_000));

    /// With five queues each.
    private static final int SIMULATIONS = LongRun.choose(3, 8);

    private static final Duration HOURS = Duration.ofHours(LongRun.choose(2, 24));
    private static final Duration QUARTER = Duration.ofMinutes(15);

    /// Batches that a process stores before it is killed, and the next one begins with again.
    private static final int REPEATED = LongRun.choose(0, 10);

    /// What is kept of intervals has the same cost for few contacts as for many.
    private static final int MANY = 40_000;

    private static final int READ_AT_ONCE = 1_000;
    private static final Duration RETENTION = Duration.ofDays(3);
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    private final MovingClock clock = new MovingClock(START);
    private final String prefix = LocalDynamoDb.freshPrefix();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TestStores one = stores();
    private final TestStores other = stores();
    private final List<ContactIngest> writers =
            List.of(Ingestion.withoutHistoriesAndSeats(one, meters), Ingestion.withoutHistoriesAndSeats(other, meters));
    private final ConnectInstances instances = new ConnectInstances(
            List.of(new ConnectInstances.ConnectInstance(DayOfRecords.INSTANCE, "main", null, TOKYO)));
    private final QueueProperties properties = new QueueProperties(
            new QueueProperties.Defaults(Duration.ofSeconds(20), Duration.ofSeconds(5), 80), Map.of());
    private final QueueSums sums = new QueueSums(one.queues(), properties, instances, clock);
    private final ClosingWork closing = new ClosingWork(one.queues(), sums, instances, clock);
    private final Random random = new Random(14);

    private TestStores stores() {
        return TestStores.keeping(RETENTION, LocalDynamoDb.shared().client(), prefix, meters, clock);
    }

    @Test
    @Tag("long")
    void equalThoseMadeOfAllContactsAndCostFewUnits() throws IOException, InterruptedException {
        var day = played(new DayOfRecords.Size(CONTACTS, SIMULATIONS, HOURS, false));

        assertThat(units("ContactStatus", "Ended-index") / day.contacts().size())
                .isBetween(0.5, 2.0);
        if (CONTACTS >= MANY) {
            assertThat(units("QueueFigures", "-") / day.contacts().size()).isLessThanOrEqualTo(0.2);
        }
    }

    @Test
    void equalThemWhateverCameLateTwiceOrToTwoWriters() throws IOException, InterruptedException {
        var day = played(new DayOfRecords.Size(CONTACTS, SIMULATIONS, HOURS, true));

        assertAllKinds(day);
        assertThat(day.stories()).hasSizeGreaterThanOrEqualTo(LongRun.choose(15, 21));
    }

    /// Also looks in the middle of it, and once more when all is closed.
    private DayOfRecords played(DayOfRecords.Size size) throws IOException, InterruptedException {
        var day = new DayOfRecords(size);
        var half = START.plus(HOURS.dividedBy(2));
        var marked = 0;
        var stored = 0;
        for (var quarter = START; !day.isOver(); quarter = quarter.plus(QUARTER)) {
            moveTo(quarter);
            marked += marks(day);
            closing.round();
            while (clock.instant().isBefore(quarter.plus(QUARTER))) {
                clock.pass(BATCH);
                stored += store(day.until(clock.instant()));
            }
            if (quarter.equals(half)) {
                say("%,d records are stored, %,d quarters were marked".formatted(stored, marked));
                assertEqual(day);
                if (size.isDisturbed() && REPEATED > 0) {
                    storeAndBeKilled(size, quarter.plus(QUARTER));
                }
            }
        }
        say("%,d records are stored, %,d quarters were marked".formatted(stored, marked));
        assertEqual(day);

        moveTo(clock.instant().plus(Duration.ofHours(2)));
        closing.round();
        assertEqual(day);
        say("%s: %.3f units of a contact for its entry, %.3f for intervals"
                .formatted(
                        day,
                        units("ContactStatus", "Ended-index") / day.contacts().size(),
                        units("QueueFigures", "-") / day.contacts().size()));
        assertThat(one.queues().closedUntil())
                .hasValueSatisfying(until -> assertThat(until).isAfter(START.plus(HOURS)));
        assertThat(marked > 0).isEqualTo(size.isDisturbed());
        assertThat(marks(day)).isZero();
        assertThat(meters.get("contact_status.queues.late").counter().count()).isZero();
        return day;
    }

    @Test
    void whatComesAfterContactsAreGoneIsCountedAndChangesNoFigure() {
        var queue = new DayOfRecords(new DayOfRecords.Size(1, 1, HOURS, false))
                .queues()
                .getFirst();
        var left = START.plusSeconds(60);
        moveTo(START.plus(RETENTION).plus(Duration.ofHours(2)));

        one.contacts()
                .join(Facts.about(new ContactId(UUID.randomUUID().toString()), Source.CONTACT_EVENT)
                        .heardAt(left)
                        .channel("VOICE", left)
                        .initiationMethod("INBOUND")
                        .initiated(Moment.exact(START))
                        .enqueued(Moment.exact(START), queue)
                        .queue(queue, START)
                        .disconnected(Moment.exact(left))
                        .disconnectReason("CUSTOMER_DISCONNECT", left)
                        .toContact());

        assertThat(meters.get("contact_status.queues.late").counter().count()).isEqualTo(1);
        var from = FigureInterval.P1D.of(START, TOKYO);
        var until = FigureInterval.P1D.upTo(clock.instant(), TOKYO);
        assertThat(sums.of(key(queue), FigureInterval.P1D, from, until)).isEmpty();
    }

    @SuppressWarnings("SystemOut")
    private static void say(String what) {
        System.out.println(Instant.now() + " " + what);
    }

    /// Most of it by one of the writers, and at the same time some of it by the other one.
    private int store(List<RawRecord> records) {
        var shares = List.of(new ArrayList<RawRecord>(), new ArrayList<RawRecord>());
        var most = random.nextInt(2);
        records.forEach(
                record -> shares.get(random.nextInt(10) == 0 ? 1 - most : most).add(record));
        var stored = IntStream.range(0, 2)
                .filter(writer -> !shares.get(writer).isEmpty())
                .mapToObj(writer -> CompletableFuture.runAsync(
                        () -> assertThat(writers.get(writer)
                                        .accept("day", shares.get(writer), StoreRetry.endless())
                                        .rejected())
                                .isEmpty(),
                        Thread::startVirtualThread))
                .toList();
        stored.forEach(CompletableFuture::join);
        return records.size();
    }

    private double units(String table, String index) {
        return meters
                .find("contact_status.dynamodb.consumed_capacity")
                .tag("table", prefix + table)
                .tag("index", index)
                .counters()
                .stream()
                .filter(counter -> Set.of("put", "update", "delete")
                        .contains(String.valueOf(counter.getId().getTag("operation"))))
                .mapToDouble(Counter::count)
                .sum();
    }

    private int marks(DayOfRecords day) {
        return day.queues().stream()
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
    private void storeAndBeKilled(DayOfRecords.Size size, Instant from) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                CONTACTS < MANY ? "-Xmx512m" : "-Xmx3g",
                "-cp",
                System.getProperty("java.class.path"),
                DayWriterProcess.class.getName(),
                LocalDynamoDb.shared().endpoint().toString(),
                prefix,
                from.toString()));
        command.addAll(size.written());
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var said = process.inputReader()) {
            for (var stored = 0; stored <= REPEATED; stored++) {
                assertThat(said.readLine()).isNotNull();
            }
        }
        process.destroyForcibly().waitFor();
        say("a third writer was killed");
    }

    private static QueueKey key(String queueArn) {
        return new QueueKey(DayOfRecords.INSTANCE, queueArn.substring(queueArn.lastIndexOf('/') + 1));
    }

    private List<NaiveFigures.Left> departures(List<ContactId> ids) {
        var parts = IntStream.rangeClosed(0, ids.size() / READ_AT_ONCE)
                .mapToObj(part -> ids.subList(part * READ_AT_ONCE, Math.min((part + 1) * READ_AT_ONCE, ids.size())))
                .toList();
        return parts.parallelStream()
                .flatMap(part -> one.contacts().findAll(part).stream())
                .flatMap(stored -> NaiveFigures.departure(stored.snapshot()).stream())
                .toList();
    }

    private void assertEqual(DayOfRecords day) {
        // What is live is read at most every five seconds.
        moveTo(clock.instant().plusSeconds(6));
        var departures = departures(day.contacts());
        var intervals = 0;
        for (var interval : FigureInterval.values()) {
            var naive = NaiveFigures.of(departures, at -> interval.of(at, TOKYO));
            var until = interval.upTo(clock.instant().plusSeconds(1), TOKYO);
            for (var queue : day.queues()) {
                var told = sums.of(key(queue), interval, interval.of(START, TOKYO), until);

                assertThat(told).as(queue).containsExactlyInAnyOrderEntriesOf(naive.of(queue));
                intervals += told.size();
            }
        }
        say("the figures of %,d contacts in %,d intervals are equal".formatted(departures.size(), intervals));
        assertThat(intervals).isPositive();
    }

    private void assertAllKinds(DayOfRecords day) {
        var all = NaiveFigures.of(departures(day.contacts()), at -> START).all();
        say("in all: " + all);
        assertThat(List.of(
                        all.answered(),
                        all.answered() - all.answeredWithin(),
                        all.abandoned() - all.abandonedShort(),
                        all.abandonedShort(),
                        all.callbacksRequested(),
                        all.wentOn(),
                        all.transferredOut(),
                        all.others(),
                        all.callbacks().answered(),
                        all.callbacks().notReached(),
                        all.callbacks().offered()
                                - all.callbacks().answered()
                                - all.callbacks().notReached()))
                .allSatisfy(count -> assertThat(count).isPositive());
        assertThat(all.offered())
                .isEqualTo(all.answered()
                        + all.abandoned()
                        + all.callbacksRequested()
                        + all.wentOn()
                        + all.transferredOut()
                        + all.others());
    }
}
