package io.contactstatus.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.contactstatus.backfill.AnalysisFilesProperties.Place;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.Insights;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Utterance;
import io.contactstatus.ingest.Ingestion;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.MovingClock;
import io.contactstatus.store.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Files of Contact Lens in a bucket over a real socket.
class AnalysisFilesWorkTest {

    private static final ContactId CALL = new ContactId("5a1c9c3e-7d8f-4b2a-9c1d-2e3f4a5b6c7d");
    private static final Instant EVENING = Instant.parse("2026-01-05T21:00:00Z");
    private static final String RAW = "connect/one/Analysis/Voice/2026/01/05/" + CALL.value() + "_analysis_1.json";
    private static final String REDACTED =
            "connect/one/Analysis/Voice/Redacted/2026/01/05/" + CALL.value() + "_analysis_redacted_1.json";

    private final MovingClock clock = new MovingClock(EVENING);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TestStores stores =
            TestStores.over(LocalDynamoDb.shared().client(), LocalDynamoDb.freshPrefix(), meters, clock);
    private final FakeS3 bucket = new FakeS3();

    @AfterEach
    void end() {
        bucket.close();
    }

    private AnalysisFilesWork work() {
        var client = bucket.client();
        var objects = new Bucket(client);
        var ingest = Ingestion.into(stores.contacts(), stores.seats(), stores.deadLetters(), meters);
        return new AnalysisFilesWork(
                new ObjectReader(objects, ingest, stores.deadLetters(), 1_000_000, 10),
                objects,
                stores.contacts(),
                new AnalysisFilesProperties(
                        true,
                        Duration.ofMinutes(15),
                        3,
                        Duration.ofHours(6),
                        List.of(new Place(FakeS3.BUCKET, "connect/one/")),
                        bucket.endpoint()),
                new AnalysisFilesMetrics(meters),
                clock,
                client);
    }

    private static byte[] file(String name) throws IOException {
        try (var file = AnalysisFilesWorkTest.class.getResourceAsStream("/connect/contact-lens/" + name)) {
            return Objects.requireNonNull(file).readAllBytes();
        }
    }

    private static byte[] fileOf(String contact) throws IOException {
        return new String(file("file-voice-redacted.json"), StandardCharsets.UTF_8)
                .replace(CALL.value(), contact)
                .getBytes(StandardCharsets.UTF_8);
    }

    private void isStored(ContactId contact) {
        stores.contacts()
                .join(Facts.about(contact, Source.CONTACT_EVENT)
                        .disconnected(Moment.exact(EVENING.minusSeconds(90)))
                        .toContact());
    }

    private Insights.Analysis analysis() {
        return stores.contacts().find(CALL).orElseThrow().snapshot().insights().analysis();
    }

    private double leftOut() {
        return meters.get("contact_status.analysis_files.left_out").counter().count();
    }

    private double waiting() {
        return meters.get("contact_status.analysis_files.waiting").gauge().value();
    }

    @Test
    void eachNewFileIsReadOnceAndReplacesTheTranscript() throws Exception {
        isStored(CALL);
        bucket.put(RAW, file("file-voice-raw.json"), EVENING.minusSeconds(60));
        bucket.put(REDACTED, file("file-voice-redacted.json"), EVENING.minusSeconds(59));
        bucket.put("connect/one/Analysis/Voice/2026/01/05/call.wav", new byte[] {1}, EVENING);
        bucket.put("connect/two/Analysis/Voice/2026/01/05/x_analysis_1.json", new byte[] {1}, EVENING);
        var work = work();

        var first = work.round(Map.of(), reached -> {});

        assertThat(bucket.fetched()).containsExactly(REDACTED + "@0", RAW + "@0");
        var stored = stores.contacts().find(CALL).orElseThrow();
        assertThat(stored.snapshot().insights().analysis()).isEqualTo(Insights.Analysis.FILED);
        assertThat(stores.contacts()
                        .transcript(CALL, Utterance.Origin.FILE, 10, null)
                        .items())
                .extracting(Utterance::words)
                .containsExactly(
                        "Good evening, how can I help?",
                        "My card does not work, its number is [PII].",
                        "I am sorry to hear that.");
        assertThat(stores.deadLetters().newest(10, null).items()).isEmpty();

        clock.pass(Duration.ofMinutes(15));
        var second = work.round(first, reached -> {});
        assertThat(bucket.fetched()).hasSize(2);

        var later = RAW.replace(CALL.value(), "later");
        bucket.put(later, fileOf("later"), clock.instant());
        clock.pass(Duration.ofMinutes(15));
        work.round(second, reached -> {});
        // Of a contact that is not there, a file makes none.
        var unknown = new ContactId("later");
        assertThat(stores.contacts().find(unknown)).isEmpty();
        assertThat(stores.contacts()
                        .transcript(unknown, Utterance.Origin.FILE, 10, null)
                        .items())
                .isEmpty();
        // Another instance goes on, and knows no more than since when.
        clock.pass(Duration.ofHours(1));
        work().round(Map.of("since", clock.instant().minusSeconds(900).toString()), reached -> {});
        assertThat(bucket.fetched()).hasSize(2);
    }

    @Test
    void aFileIsReadWhenItsContactComesLater() throws Exception {
        bucket.put(REDACTED, file("file-voice-redacted.json"), EVENING.minusSeconds(59));
        var work = work();
        var progress = work.round(Map.of(), reached -> {});
        assertThat(waiting()).isOne();
        clock.pass(Duration.ofHours(5));
        progress = work.round(progress, reached -> {});
        assertThat(stores.contacts().find(CALL)).isEmpty();

        isStored(CALL);
        clock.pass(Duration.ofMinutes(15));
        progress = work.round(progress, reached -> {});
        work.round(progress, reached -> {});

        assertThat(analysis()).isEqualTo(Insights.Analysis.FILED);
        assertThat(bucket.fetched()).hasSize(1);
        assertThat(waiting()).isZero();
        assertThat(leftOut()).isZero();
    }

    @Test
    void anotherInstanceReadsWhatHasWaitedForItsContact() throws Exception {
        bucket.put(REDACTED, file("file-voice-redacted.json"), EVENING.minusSeconds(59));
        var progress = work().round(Map.of(), reached -> {});
        clock.pass(Duration.ofHours(2));
        isStored(CALL);

        progress = work().round(progress, reached -> {});

        assertThat(analysis()).isEqualTo(Insights.Analysis.FILED);
        assertThat(progress).containsOnlyKeys("since");
    }

    @Test
    void whatWaitsIsKnownAlsoWhenTheRoundThatFoundItWasKilled() throws Exception {
        bucket.put(REDACTED, file("file-voice-redacted.json"), EVENING.minusSeconds(59));
        bucket.put(
                RAW.replace("Voice", "Email").replace(CALL.value(), "other"),
                fileOf("other"),
                EVENING.minusSeconds(30));
        var told = new ArrayList<Map<String, String>>();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> work().round(Map.of(), reached -> {
                    told.add(new HashMap<>(reached));
                    throw new IllegalStateException("killed");
                }));

        var next = work();
        var progress = next.round(told.getLast(), reached -> {});
        isStored(CALL);
        clock.pass(Duration.ofHours(2));
        next.round(progress, reached -> {});

        assertThat(analysis()).isEqualTo(Insights.Analysis.FILED);
    }

    @Test
    void aFileWhoseContactDoesNotComeIsLeftOutAndCountedOnce() throws Exception {
        bucket.put(REDACTED, file("file-voice-redacted.json"), EVENING.minusSeconds(59));
        var work = work();
        var progress = work.round(Map.of(), reached -> {});
        clock.pass(Duration.ofHours(6));
        for (var round = 0; round < 3; round++) {
            clock.pass(Duration.ofMinutes(15));
            progress = work.round(progress, reached -> {});
        }

        assertThat(leftOut()).isOne();
        assertThat(waiting()).isZero();
        assertThat(progress).containsOnlyKeys("since");
        isStored(CALL);
        work.round(progress, reached -> {});
        assertThat(bucket.fetched()).isEmpty();
    }

    @Test
    void whatWasRefusedIsReadWhenItIsAllowed() throws Exception {
        isStored(CALL);
        bucket.put(REDACTED, file("file-voice-redacted.json"), EVENING.minusSeconds(59));
        var work = work();
        bucket.refuse("AccessDenied");

        var refused = work.round(Map.of(), reached -> {});
        assertThat(bucket.fetched()).isEmpty();
        clock.pass(Duration.ofHours(5));
        bucket.refuse(null);
        work.round(refused, reached -> {});

        assertThat(bucket.fetched()).hasSize(1);
    }

    @Test
    void goesOnWhereItWasKilled() throws Exception {
        for (var number = 0; number < 8; number++) {
            isStored(new ContactId("call-" + number));
            bucket.put(
                    RAW.replace(CALL.value(), "call-" + number),
                    fileOf("call-" + number),
                    EVENING.minus(Duration.ofHours(2)));
        }
        var told = new ArrayList<Map<String, String>>();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> work().round(Map.of(), reached -> {
                    told.add(new HashMap<>(reached));
                    throw new IllegalStateException("killed");
                }));
        var done = List.copyOf(bucket.fetched());
        assertThat(done).isNotEmpty().hasSizeLessThan(8);
        work().round(told.getLast(), reached -> {});

        assertThat(bucket.fetched()).hasSize(8).doesNotHaveDuplicates();
    }
}
