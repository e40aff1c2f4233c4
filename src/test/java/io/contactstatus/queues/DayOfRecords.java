package io.contactstatus.queues;

import io.contactstatus.contact.ContactId;
import io.contactstatus.ingest.RawRecord;
import io.contactstatus.simulator.RecordKind;
import io.contactstatus.simulator.SimulatedRecord;
import io.contactstatus.simulator.Simulation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/// The records of simulated contacts of some hours as they arrive, the same for everybody who asks for as many. They
/// are made as they are asked for: those of a whole day do not fit into memory.
///
/// Each simulation has five queues of its own. In a day that is disturbed one of them is so slow that agents talk for
/// hours, one so fast that customers give up at once, and some stories are of kinds that are not simulated.
final class DayOfRecords {

    /// DynamoDB Local deletes what has expired by the real clock: nothing here may have.
    static final Instant START = Instant.parse("2046-01-05T00:00:00Z");

    static final String INSTANCE = "6d1f5c1e-0c55-4f0a-9d5e-51b1a7ed0000";

    private static final int QUEUES_OF_EACH = 5;
    private static final double[] SPEEDS = {1, 0.05, 20, 1, 1, 1, 1, 1};
    private static final String QUEUES = "51b1a7ed10";

    /// A profile of all simulations would have other queues with each event, and be written as often.
    private static final String PROFILE = "\"Everything";
    private static final String QUEUE_ARN =
            "arn:aws:connect:ap-northeast-1:111122223333:instance/" + INSTANCE + "/queue/3f6a52d4-88b2-4c5e-9b1a-";

    private static final int LATE_PERCENT = 5;
    private static final int TWICE_PERCENT = 3;
    private static final Duration LATEST = Duration.ofHours(4);

    /// One in so many stories is of a kind that is not simulated.
    private static final int OTHERS = 15;

    /// @param contacts as many, or a few more
    /// @param simulations with five queues each, eight at most
    /// @param isDisturbed whether 5 % of the records are late by up to four hours, 3 % come twice, and not
    ///   all contacts are as usual
    record Size(int contacts, int simulations, Duration hours, boolean isDisturbed) {

        static Size read(List<String> written) {
            return new Size(
                    Integer.parseInt(written.get(0)),
                    Integer.parseInt(written.get(1)),
                    Duration.parse(written.get(2)),
                    Boolean.parseBoolean(written.get(3)));
        }

        List<String> written() {
            return List.of(
                    Integer.toString(contacts),
                    Integer.toString(simulations),
                    hours.toString(),
                    Boolean.toString(isDisturbed));
        }
    }

    private record Arrival(Instant at, int number, byte[] payload) {}

    private final Size size;
    private final Random random = new Random(14);
    private final List<Simulation> simulations = new ArrayList<>();
    private final PriorityQueue<Arrival> coming =
            new PriorityQueue<>(Comparator.comparing(Arrival::at).thenComparingInt(Arrival::number));
    private final List<ContactId> contacts = new ArrayList<>();
    private final Set<String> stories = new HashSet<>();
    private int made;

    DayOfRecords(Size size) {
        this.size = size;
        for (var number = 0; number < size.simulations(); number++) {
            simulations.add(new Simulation(14 + number, START, size.isDisturbed() ? SPEEDS[number] : 1));
        }
    }

    /// The ARNs of all queues.
    List<String> queues() {
        var queues = new ArrayList<String>();
        for (var simulation = 0; simulation < size.simulations(); simulation++) {
            for (var queue = 1; queue <= QUEUES_OF_EACH; queue++) {
                queues.add(queue(simulation, queue));
            }
        }
        return queues;
    }

    private static String queue(int simulation, int queue) {
        return QUEUE_ARN + ofQueues(simulation) + "0" + queue;
    }

    private static String ofQueues(int simulation) {
        return "51b1a7ed1%x".formatted(simulation);
    }

    /// Of what was asked for so far.
    List<ContactId> contacts() {
        return contacts;
    }

    Set<String> stories() {
        return stories;
    }

    boolean isOver() {
        return contacts.size() >= size.contacts() && coming.isEmpty();
    }

    /// What arrives from where the last answer ended until then.
    List<RawRecord> until(Instant end) {
        while (contacts.size() < size.contacts() && next().isBefore(end)) {
            play(next());
        }
        var arrived = new ArrayList<RawRecord>();
        for (var first = coming.peek(); first != null && first.at().isBefore(end); first = coming.peek()) {
            coming.remove();
            arrived.add(new RawRecord(first.payload(), "day"));
        }
        return arrived;
    }

    /// When the next story begins: they are spread evenly.
    private Instant next() {
        return START.plusMillis(size.hours().toMillis() * contacts.size() / size.contacts());
    }

    private void play(Instant at) {
        var number = random.nextInt(simulations.size());
        if (size.isDisturbed() && random.nextInt(OTHERS) == 0) {
            var story = new QueuedStory(random, queue(number, 1 + random.nextInt(QUEUES_OF_EACH)), at);
            var kind = random.nextBoolean() ? "PUT_THROUGH_WHILE_QUEUED" : "CALLBACK_WHILE_QUEUED";
            stories.add(kind);
            contacts.addAll(kind.startsWith("PUT") ? story.putThrough() : story.calledBack());
            story.told().forEach(told -> arrive(told.at(), told.record().getBytes(StandardCharsets.UTF_8)));
        } else {
            var story = simulations.get(number).next(at);
            stories.add(story.name());
            story.expected().forEach(expected -> contacts.add(new ContactId(expected.contactId())));
            story.records().forEach(record -> arrive(record.at(), ofItsQueues(record, number)));
        }
    }

    private void arrive(Instant at, byte[] payload) {
        var isLate = random.nextInt(100) < LATE_PERCENT && size.isDisturbed();
        var arrives = isLate ? at.plusMillis(random.nextLong(LATEST.toMillis())) : at;
        coming.add(new Arrival(arrives, made++, payload));
        if (random.nextInt(100) < TWICE_PERCENT && size.isDisturbed()) {
            coming.add(new Arrival(arrives.plusMillis(random.nextLong(LATEST.toMillis())), made++, payload));
        }
    }

    private static byte[] ofItsQueues(SimulatedRecord record, int simulation) {
        var bytes = record.kind() == RecordKind.FLOW_LOGS ? unpacked(record.payload()) : record.payload();
        var text = new String(bytes, StandardCharsets.UTF_8);
        return text.replace(QUEUES, ofQueues(simulation))
                .replace(PROFILE, PROFILE + simulation)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] unpacked(byte[] packed) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%,d contacts of %d kinds, %,d records", contacts.size(), stories.size(), made);
    }
}
