package io.contactstatus.media.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Talk;
import io.contactstatus.media.AudioRun.State;
import io.contactstatus.media.AudioTrack;
import io.contactstatus.media.audio.Position;
import io.contactstatus.media.audio.SampleSpan;
import io.contactstatus.media.files.RecordingParts;
import io.contactstatus.media.files.Segment;
import io.contactstatus.media.matroska.Side;
import io.contactstatus.objects.DirectoryObjectStore;
import io.contactstatus.objects.ObjectStore;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Recordings as they lie in the store, for those who play them and for those who look at them from another instance.
class StoredRecordingsTest {

    private static final Duration KEEP = Duration.ofDays(30);
    private static final String STREAM = "arn:aws:kinesisvideo:eu-west-2:111122223333:stream/connect-one/1";
    private static final String PREFIX = LocalDynamoDb.freshPrefix();

    @TempDir
    Path directory;

    private final long start = System.currentTimeMillis() - 60_000;
    private final TestStores stores =
            TestStores.over(LocalDynamoDb.shared().client(), PREFIX, new SimpleMeterRegistry(), Clock.systemUTC());

    @Test
    void theSpectrumOfACallThatAnotherInstanceCapturesIsThatOfWhatItHasCommitted() {
        var store = new DirectoryObjectStore(directory);
        var contact = contact();
        var parts = capturing(contact, store);
        var committed = new CommittedSpectrum(recordings(store), contact);

        committed.read();
        assertThat(committed.news()).isEmpty();
        assertThat(parts.append(tone(parts.position(), 8_192).encoded())).isTrue();
        committed.read();

        assertThat(committed.news()).hasSize(2);
        var customer = committed.news().getFirst();
        assertThat(customer.side()).isEqualTo(Side.CUSTOMER);
        assertThat(customer.startedAt().toEpochMilli()).isEqualTo(start + 1_024);
        assertThat(customer.bars()).hasSize(16).allMatch(bars -> Math.abs(bars[16] - 239) <= 1);
        assertThat(customer.levelDb()).containsOnly(-6.0);
        committed.read();
        assertThat(committed.news()).isEmpty();
        assertThat(committed.isOver()).isFalse();

        stores.captures().consent(contact, true, clock(1), KEEP);
        stores.captures().consent(contact, false, clock(2), KEEP);
        committed.read();
        assertThat(committed.isOver()).isTrue();
    }

    @Test
    void aRecordingThatIsReadSlowlyKeepsNoOtherOneWaiting() throws Exception {
        var files = new DirectoryObjectStore(directory);
        var slow = contact();
        var quick = contact();
        capturing(slow, files);
        capturing(quick, files);
        var held = new HeldStore(files, slow.value());
        var recordings = recordings(held);

        var waiting = Thread.ofVirtual().start(() -> recordings.runs(slow));
        await().until(() -> held.waiting);

        assertThat(recordings.runs(quick))
                .singleElement()
                .satisfies(run -> assertThat(run.millis()).isEqualTo(1_024));
        assertThat(waiting.isAlive()).isTrue();
        held.go.countDown();
        waiting.join();
    }

    @Test
    void aFileThatIsGoneIsNotHeardAsSilence() throws Exception {
        var store = new DirectoryObjectStore(directory);
        var contact = contact();
        var parts = capturing(contact, store);
        parts.join(Side.CUSTOMER);
        parts.join(Side.AGENT);
        var summary = RecordingSummary.of(parts);
        stores.captures()
                .run(
                        contact,
                        0,
                        RecordedRun.available(summary, STREAM, new Talk(0, 0, 0, 0, 0))
                                .toTexts(),
                        KEEP);
        parts.deleteParts();
        var recordings = recordings(store);
        var run = recordings.finished(contact).getFirst();
        assertThat(recordings.isThere(run, AudioTrack.ALL)).isTrue();
        assertThat(recordings.wave(run, 8).orElseThrow().customer()).hasSize(8).allMatch(peak -> peak >= 127);
        var out = new ByteArrayOutputStream();
        recordings.write(run, AudioTrack.CUSTOMER, run.millis(), 0, 44 + 16_384, out);
        assertThat(out.size()).isEqualTo(44 + 16_384);

        store.delete(parts.name().wav(Side.AGENT));

        assertThat(recordings.isThere(run, AudioTrack.CUSTOMER)).isTrue();
        assertThat(recordings.isThere(run, AudioTrack.AGENT)).isFalse();
        assertThat(recordings.isThere(run, AudioTrack.ALL)).isFalse();
        assertThat(recordings.wave(run, 9)).isEmpty();
        assertThat(run.state()).isEqualTo(State.AVAILABLE);
    }

    /// Is slow for one contact.
    private static final class HeldStore extends WatchedStore {

        private final CountDownLatch go = new CountDownLatch(1);
        private final String contact;
        private volatile boolean waiting;

        HeldStore(ObjectStore store, String contact) {
            super(store);
            this.contact = contact;
        }

        @Override
        void before(String key) {
            if (key.contains(contact)) {
                waiting = true;
                try {
                    go.await();
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private Instant clock(int seconds) {
        return Instant.ofEpochMilli(start).plusSeconds(seconds);
    }

    private static ContactId contact() {
        return new ContactId(UUID.randomUUID().toString());
    }

    private StoredRecordings recordings(ObjectStore store) {
        return new StoredRecordings(stores.captures(), store, KEEP, Clock.systemUTC());
    }

    /// One part, of 1,024 ms.
    private RecordingParts capturing(ContactId contact, ObjectStore store) {
        var parts = RecordingParts.begin(store, contact.value(), Position.startingAt(start));
        assertThat(parts.append(tone(parts.position(), 8_192).encoded())).isTrue();
        stores.captures()
                .run(
                        contact,
                        0,
                        RecordedRun.capturing(parts.name(), parts.position(), STREAM)
                                .toTexts(),
                        KEEP);
        return parts;
    }

    private static Segment tone(Position from, int samples) {
        var bytes = ByteBuffer.allocate(samples * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (var i = 0; i < samples; i++) {
            bytes.putShort((short) Math.round(32_767 * Math.pow(10, -6 / 20.0) * Math.sin(2 * Math.PI * i / 8 + 0.1)));
        }
        var to = new Position(
                from.startMillis(),
                from.customerSamples() + samples,
                from.agentSamples() + samples,
                0,
                0,
                from.lastMillis() + samples / 8,
                "n",
                "t",
                from.fragments() + 1);
        return new Segment(
                1,
                from,
                to,
                List.of(
                        new SampleSpan(Side.CUSTOMER, from.customerSamples(), bytes.array()),
                        new SampleSpan(Side.AGENT, from.agentSamples(), bytes.array())));
    }
}
