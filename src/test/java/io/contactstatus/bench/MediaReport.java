package io.contactstatus.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.media.capture.CaptureThroughput;
import io.contactstatus.standin.InMemoryVideoStreams;
import io.contactstatus.standin.SpokenTalk;
import io.contactstatus.store.LocalDynamoDb;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.IntFunction;

/// Prints what capturing costs: many calls that are live at the same time; and a backlog that is read as fast as it
/// comes, beside a client that reads the same stream and does nothing with it.
final class MediaReport {

    private static final int CALLS = Integer.getInteger("bench.calls", 100);
    private static final Duration TALK = Duration.ofSeconds(Integer.getInteger("bench.talk", 300));
    private static final int FRAGMENT_MILLIS = 1_088;
    private static final int FRAGMENT_BYTES = FRAGMENT_MILLIS * 16;
    private static final Duration KEPT_IN_THE_STREAM = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String BEHIND = "contact_status_media_behind_seconds{quantile=\"0.99\"";

    private final PrintStream out;

    MediaReport(PrintStream out) {
        this.out = out;
    }

    void print() {
        attempt(this::live);
    }

    void printBacklog() {
        attempt(this::backlog);
    }

    @FunctionalInterface
    private interface Measurement {

        void run() throws IOException, InterruptedException;
    }

    private static void attempt(Measurement measurement) {
        try {
            measurement.run();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void backlog() throws IOException, InterruptedException {
        try (var backlog = new BacklogProcess()) {
            new CaptureThroughput(out, BacklogProcess.CONTACT, BacklogProcess.START, BacklogProcess.MINUTES)
                    .print(backlog.endpoint(), backlog.streamArn());
        }
    }

    private void live() throws IOException, InterruptedException {
        var directory = Files.createTempDirectory("recordings");
        out.printf("%n## %d calls captured at once, for %d seconds%n%n", CALLS, TALK.toSeconds());
        try (var dynamoDb = LocalDynamoDb.inMemory();
                var kinesis = new InMemoryVideoStreams();
                var service = new FollowedProcess(
                        dynamoDb.endpoint(),
                        LocalDynamoDb.freshPrefix(),
                        "--contact-status.media.enabled=true",
                        "--contact-status.media.retention=1d",
                        "--contact-status.media.stream-prefix=connect-",
                        "--contact-status.media.directory=" + directory,
                        "--contact-status.media.endpoint=" + kinesis.endpoint())) {
            kinesis.idle(3_000);
            captured(service, kinesis, directory, 1, Duration.ofSeconds(20));
            var heap = service.heapBytes();
            var busy = service.busy();
            captured(service, kinesis, directory, CALLS, TALK);
            var spent = service.busy().minus(busy);
            out.printf(
                    "processor time: %.1f s in all, %.2f %% of a core for a call%n",
                    spent.toMillis() / 1e3, 100.0 * spent.toMillis() / (TALK.toMillis() * CALLS));
            out.printf("behind now: p99 %.2f s at the end%n", service.metric(BEHIND));
            out.printf("heap alive: %.1f MB before, %.1f MB after%n", heap / 1e6, service.heapBytes() / 1e6);
        }
    }

    private void captured(
            FollowedProcess service, InMemoryVideoStreams kinesis, Path directory, int calls, Duration talk)
            throws IOException, InterruptedException {
        var spoken = new SpokenTalk(7, 0);
        var fragments = (int) (talk.toMillis() / FRAGMENT_MILLIS);
        var customer = joined(fragments, millis -> spoken.customer(millis, FRAGMENT_BYTES / 2));
        var agent = joined(fragments, millis -> spoken.agent(millis, FRAGMENT_BYTES / 2));
        var contacts = new ArrayList<String>();
        var threads = new ArrayList<Thread>();
        for (var number = 0; number < calls; number++) {
            var contact = UUID.randomUUID().toString();
            contacts.add(contact);
            var delay = number * FRAGMENT_MILLIS / calls;
            threads.add(Thread.ofVirtual().start(() -> speak(service, kinesis, contact, delay, customer, agent)));
        }
        if (calls > 1) {
            Thread.sleep(talk.dividedBy(2));
            out.printf(
                    "in the middle: heap alive %.1f MB, behind now p99 %.2f s, %.0f captures%n",
                    service.heapBytes() / 1e6,
                    service.metric(BEHIND),
                    service.metric("contact_status_media_captures "));
        }
        for (var thread : threads) {
            thread.join();
        }
        Waiting.until(PATIENCE, () -> service.metric("contact_status_media_captures ") == 0);
        for (var contact : contacts) {
            assertThat(samples(directory, contact, "-cu.wav")).isEqualTo(customer);
            assertThat(samples(directory, contact, "-op.wav")).isEqualTo(agent);
        }
        out.printf("%d calls: %d files, all of them what was spoken%n", calls, calls * 2);
    }

    private static byte[] joined(int fragments, IntFunction<byte[]> fragment) {
        var all = new ByteArrayOutputStream();
        for (var number = 0; number < fragments; number++) {
            all.writeBytes(fragment.apply(number * FRAGMENT_MILLIS));
        }
        return all.toByteArray();
    }

    private static void speak(
            FollowedProcess service,
            InMemoryVideoStreams kinesis,
            String contact,
            long delayMillis,
            byte[] customer,
            byte[] agent) {
        try {
            Thread.sleep(delayMillis);
            var stream = kinesis.stream("connect-" + contact);
            var start = System.currentTimeMillis();
            service.ingest(flow(contact, stream.arn(), start));
            for (var at = 0; at < customer.length; at += FRAGMENT_BYTES) {
                var millis = at / 16;
                Thread.sleep(Math.max(0, start + millis + FRAGMENT_MILLIS - System.currentTimeMillis()));
                stream.speak(
                        contact,
                        start + millis,
                        Arrays.copyOfRange(customer, at, at + FRAGMENT_BYTES),
                        Arrays.copyOfRange(agent, at, at + FRAGMENT_BYTES));
                stream.forgetOlderThan(System.currentTimeMillis() - KEPT_IN_THE_STREAM.toMillis());
            }
            service.ingest(over(contact, start, System.currentTimeMillis()));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] samples(Path directory, String contact, String side) throws IOException {
        try (var files = Files.list(directory)) {
            var file = files.filter(one -> one.getFileName().toString().startsWith(contact)
                            && one.getFileName().toString().endsWith(side))
                    .toList();
            assertThat(file).hasSize(1);
            var wav = Files.readAllBytes(file.getFirst());
            return Arrays.copyOfRange(wav, 44, wav.length);
        }
    }

    private static String flow(String contact, String stream, long start) {
        return """
                {"Name": "ContactFlowEvent", "Details": {"ContactData": {"ContactId": "%s", "Channel": "VOICE", \
                "InitiationMethod": "INBOUND", "MediaStreams": {"Customer": {"Audio": {"StreamARN": "%s", \
                "StartTimestamp": "%d", "StartFragmentNumber": "1", "StopTimestamp": null}}}}}}
                """.formatted(contact, stream, start);
    }

    private static String over(String contact, long start, long end) {
        return """
                {"version": "0", "id": "%s", "source": "aws.connect", "detail-type": "Amazon Connect Contact Event", \
                "time": "%s", "detail": {"eventType": "DISCONNECTED", "contactId": "%s", "channel": "VOICE", \
                "initiationMethod": "INBOUND", "initiationTimestamp": "%s", "disconnectTimestamp": "%s"}}
                """.formatted(
                        UUID.randomUUID(),
                        Instant.ofEpochMilli(end),
                        contact,
                        Instant.ofEpochMilli(start),
                        Instant.ofEpochMilli(end));
    }
}
