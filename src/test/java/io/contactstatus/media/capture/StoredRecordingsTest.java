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
import io.contactstatus.store.Capture;
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
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
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
        var committed = new CommittedSpectrum(growing(store), any -> true, contact);

        assertThat(committed.read()).isEmpty();
        assertThat(parts.append(tone(parts.position(), 8_192).encoded())).isTrue();
        var news = committed.read();

        assertThat(news).hasSize(2);
        var customer = news.getFirst();
        assertThat(customer.side()).isEqualTo(Side.CUSTOMER);
        assertThat(customer.startedAt().toEpochMilli()).isEqualTo(start + 1_024);
        assertThat(customer.bars()).hasSize(16).allMatch(bars -> Math.abs(bars[16] - 239) <= 1);
        assertThat(customer.levelDb()).containsOnly(-6.0);
        assertThat(committed.read()).isEmpty();
        assertThat(committed.isOver()).isFalse();

        stores.captures().consent(contact, true, clock(1), KEEP);
        stores.captures().consent(contact, false, clock(2), KEEP);
        committed.read();
        assertThat(committed.isOver()).isTrue();
    }

    @Test
    void aCallOfWhichOneSideIsStreamedAloneHasItsSpectrum() {
        var store = new DirectoryObjectStore(directory);
        var contact = contact();
        var parts = capturing(contact, store, Side.CUSTOMER);
        var committed = new CommittedSpectrum(growing(store), any -> true, contact);
        committed.read();

        assertThat(parts.append(
                        tone(parts.position(), 8_192, List.of(Side.CUSTOMER)).encoded()))
                .isTrue();

        assertThat(committed.read())
                .singleElement()
                .satisfies(frames -> assertThat(frames.side()).isEqualTo(Side.CUSTOMER))
                .satisfies(frames -> assertThat(frames.bars()).hasSize(16));
    }

    @Test
    void oneSideIsNotHeldUpByTheOtherThatIsNotHeardForAWhile() {
        var store = new DirectoryObjectStore(directory);
        var contact = contact();
        var parts = capturing(contact, store);
        var committed = new CommittedSpectrum(growing(store), any -> true, contact);
        committed.read();

        assertThat(parts.append(
                        tone(parts.position(), 8_192, List.of(Side.AGENT)).encoded()))
                .isTrue();

        assertThat(committed.read())
                .singleElement()
                .satisfies(frames -> assertThat(frames.side()).isEqualTo(Side.AGENT));
    }

    @Test
    void whatIsStoredAtOnceIsSentSecondBySecond() {
        var store = new DirectoryObjectStore(directory);
        var contact = contact();
        var parts = capturing(contact, store);
        var committed = new CommittedSpectrum(growing(store), any -> true, contact);
        committed.read();

        assertThat(parts.append(tone(parts.position(), 10 * 8_192).encoded())).isTrue();

        var news = committed.read();
        assertThat(news).hasSize(20).allMatch(frames -> frames.bars().size() == 16);
        assertThat(news)
                .filteredOn(frames -> frames.side() == Side.AGENT)
                .extracting(frames -> frames.startedAt().toEpochMilli() - start)
                .containsExactly(1_024L, 2_048L, 3_072L, 4_096L, 5_120L, 6_144L, 7_168L, 8_192L, 9_216L, 10_240L);
    }

    @Test
    void whatPausesSilenceIsSilentInTheSpectrumToo() {
        var store = new DirectoryObjectStore(directory);
        var contact = contact();
        var parts = capturing(contact, store);
        var committed = new CommittedSpectrum(growing(store), any -> true, contact);
        committed.read();
        stores.captures().pause(contact, true, Instant.ofEpochMilli(start + 1_024), KEEP);

        assertThat(parts.append(tone(parts.position(), 8_192).encoded())).isTrue();

        assertThat(committed.read())
                .hasSize(2)
                .allSatisfy(frames -> assertThat(frames.levelDb()).containsOnly(-96.0));
    }

    @Test
    void allWhoLookAtACallShareOneReading() throws Exception {
        var store = new DirectoryObjectStore(directory);
        var contact = contact();
        var parts = capturing(contact, store);
        var made = new AtomicInteger();
        var listening = new Listening(id -> {
            made.incrementAndGet();
            return new CommittedSpectrum(growing(store), any -> true, id);
        });
        var one = Objects.requireNonNull(listening.open(contact));
        var other = Objects.requireNonNull(listening.open(contact));
        assertThat(one.look()).isFalse();
        assertThat(parts.append(tone(parts.position(), 8_192).encoded())).isTrue();

        await().until(() -> !one.look() && other.next(Duration.ofMillis(10)) != null);

        assertThat(one.next(Duration.ZERO)).isNotNull();
        assertThat(one.next(Duration.ZERO)).isNotNull();
        assertThat(one.next(Duration.ZERO)).isNull();
        assertThat(made).hasValue(1);
        one.close();
        other.close();
        assertThat(listening.open(contact)).isNotNull();
        assertThat(made).as("nothing is kept of a call that has no listener").hasValue(2);
    }

    @Test
    void aCallThatEndsWithoutARecordingOrIsErasedHasNoSpectrumToWaitFor() {
        var store = new DirectoryObjectStore(directory);
        var contact = contact();
        stores.captures().order(contact, new Capture.Order(STREAM, Instant.ofEpochMilli(start)), KEEP);
        var isActive = new AtomicBoolean(true);
        var committed = new CommittedSpectrum(growing(store), any -> isActive.get(), contact);
        committed.read();
        assertThat(committed.isOver()).isFalse();

        isActive.set(false);
        committed.read();
        assertThat(committed.isOver()).isTrue();

        isActive.set(true);
        stores.captures().erase(contact);
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
                        RecordedRun.available(summary, STREAM, new MeasuredTalk(new Talk(0, 0, 0, 0, 0), ""))
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
        return new StoredRecordings(stores.captures(), store, growing(store), KEEP, Clock.systemUTC());
    }

    private GrowingRecordings growing(ObjectStore store) {
        return new GrowingRecordings(stores.captures(), store);
    }

    /// One part, of 1,024 ms.
    private RecordingParts capturing(ContactId contact, ObjectStore store, Side... sides) {
        var parts = RecordingParts.begin(store, contact.value(), Position.startingAt(start), 0);
        var heard = sides.length == 0 ? Side.values() : sides;
        assertThat(parts.append(tone(parts.position(), 8_192, List.of(heard)).encoded()))
                .isTrue();
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
        return tone(from, samples, List.of(Side.values()));
    }

    private static Segment tone(Position from, int samples, List<Side> sides) {
        var bytes = ByteBuffer.allocate(samples * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (var i = 0; i < samples; i++) {
            bytes.putShort((short) Math.round(32_767 * Math.pow(10, -6 / 20.0) * Math.sin(2 * Math.PI * i / 8 + 0.1)));
        }
        var to = new Position(
                from.startMillis(),
                from.customerSamples() + (sides.contains(Side.CUSTOMER) ? samples : 0),
                from.agentSamples() + (sides.contains(Side.AGENT) ? samples : 0),
                0,
                0,
                from.lastMillis() + samples / 8,
                "n",
                "t",
                from.fragments() + 1);
        return new Segment(
                1,
                0,
                from,
                to,
                sides.stream()
                        .map(side -> new SampleSpan(side, from.samples(side), bytes.array()))
                        .toList());
    }
}
