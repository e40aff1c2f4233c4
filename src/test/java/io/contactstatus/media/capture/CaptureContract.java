package io.contactstatus.media.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.contactstatus.LongRun;
import io.contactstatus.contact.ContactId;
import io.contactstatus.media.audio.WavHeader;
import io.contactstatus.media.capture.CaptureRun.Outcome;
import io.contactstatus.media.capture.CaptureRun.Patience;
import io.contactstatus.media.files.RecordingName;
import io.contactstatus.media.matroska.Side;
import io.contactstatus.objects.ObjectStore;
import io.contactstatus.standin.InMemoryVideoStreams;
import io.contactstatus.standin.InMemoryVideoStreams.Fault;
import io.contactstatus.standin.InMemoryVideoStreams.Stream;
import io.contactstatus.standin.KvsMkvWriter;
import io.contactstatus.store.CaptureStore;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/// What was spoken against what was written, over real connections, wherever it is written.
@Timeout(120)
abstract class CaptureContract {

    static final long START = 1_726_677_688_724L;
    static final String CONTACT = "11111111-0000-4000-8000-000000000001";
    private static final String OTHER = "22222222-0000-4000-8000-000000000002";

    private static final byte LOUD = 0x35;

    /// What must not be kept sounds otherwise.
    private static final byte SECRET = 0x47;

    final InMemoryVideoStreams kinesis = new InMemoryVideoStreams();
    private final DataEndpoints endpoints = endpoints(kinesis);
    final VideoStreams streams = new VideoStreams(endpoints);
    private final CaptureStore captures = TestStores.over(
                    LocalDynamoDb.shared().client(),
                    LocalDynamoDb.freshPrefix(),
                    new SimpleMeterRegistry(),
                    Clock.systemUTC())
            .captures();
    Stream stream;
    private ObjectStore store;

    abstract ObjectStore store(String place);

    /// All bytes that there are of all places.
    abstract List<byte[]> everything() throws IOException;

    static DataEndpoints endpoints(InMemoryVideoStreams kinesis) {
        return endpoints(kinesis.endpoint());
    }

    static DataEndpoints endpoints(URI kinesis) {
        return new DataEndpoints(
                Apache5HttpClient.builder()
                        .maxConnections(200)
                        .socketTimeout(Duration.ofSeconds(5))
                        .build(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")),
                DataEndpoints.Fixed.control(kinesis));
    }

    @BeforeEach
    void open() {
        kinesis.idle(20);
        stream = kinesis.stream("connect-one");
        store = store("one");
    }

    @AfterEach
    void close() throws IOException {
        streams.close();
        endpoints.close();
        kinesis.close();
    }

    @Test
    void bothSidesAreWhatWasSpoken() throws Exception {
        var customer = spoken(1, 20_000);
        var agent = spoken(2, 20_000);
        stream.speak(CONTACT, START, customer, agent);

        var call = capture(CONTACT);

        assertRecorded(call, customer, agent);
        assertThat(files())
                .containsExactlyInAnyOrder(
                        CONTACT + "_20240918T164128724Z-cu.wav",
                        CONTACT + "_20240918T164128724Z-op.wav",
                        CONTACT + "_20240918T164128724Z.json");
    }

    @Test
    void aCutAtEveryFragmentBoundaryAndWithinLosesAndDoublesNothing() throws Exception {
        var customer = spoken(1, 12 * 8_704);
        var agent = spoken(2, 12 * 8_704);
        stream.speak(CONTACT, START, customer, agent);
        var faults = new ArrayList<Fault>();
        for (var i = 0; i < 12; i++) {
            faults.add(new Fault.Cut(0, 0.1 + 0.07 * i));
            faults.add(new Fault.EndBeforeTags(0));
            faults.add(new Fault.End(1));
        }
        stream.faults(faults);

        assertRecorded(capture(CONTACT), customer, agent);
    }

    @Test
    void whatABodyBringsTwiceIsThereOnce() throws Exception {
        var customer = spoken(1, 12 * 8_704);
        var agent = spoken(2, 12 * 8_704);
        stream.speak(CONTACT, START, customer, agent);
        stream.faults(List.of(new Fault.Repeat(5), new Fault.Repeat(1)));

        assertRecorded(capture(CONTACT), customer, agent);
    }

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void anyBadDayGivesTheSameFiles() throws Exception {
        var plans = LongRun.choose(30, 300);
        for (var seed = 0; seed < plans; seed++) {
            var random = new Random(seed);
            var bad = kinesis.stream("connect-" + seed);
            var customer = spoken(random.nextLong(), 8_000 + random.nextInt(160_000));
            var agent = spoken(random.nextLong(), customer.length / 2);
            bad.speak(new KvsMkvWriter().swapped(random.nextBoolean()), CONTACT + seed, START, customer, agent);
            if (random.nextBoolean()) {
                bad.provisional();
            }
            bad.faults(badDay(random));

            var call = new CallInTest(CONTACT + seed, bad.arn(), START);
            run(call, seed, random.nextInt(1, 4_000)).run();

            assertThat(call.finished).as("plan %d", seed).hasSize(1);
            assertRecorded(call, customer, agent);
        }
    }

    private static List<Fault> badDay(Random random) {
        var faults = new ArrayList<Fault>();
        for (var left = random.nextInt(8); left > 0; left--) {
            faults.add(
                    switch (random.nextInt(8)) {
                        case 0 -> new Fault.Cut(random.nextInt(4), random.nextDouble());
                        case 1 -> new Fault.End(1 + random.nextInt(3));
                        case 2 -> new Fault.EndBeforeTags(random.nextInt(4));
                        case 3 -> new Fault.SaidInBody(random.nextInt(4), 5000);
                        case 4 -> new Fault.Repeat(1 + random.nextInt(4));
                        case 5 -> new Fault.Refuse(400, "ConnectionLimitExceededException");
                        case 6 -> new Fault.Refuse(400, "InvalidArgumentException");
                        default -> new Fault.Refuse(500, "InternalFailure");
                    });
        }
        return faults;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 9})
    void anotherInstanceGoesOnWithWhatWasStored(int connections) throws Exception {
        var customer = spoken(1, 200_000);
        var agent = spoken(2, 200_000);
        stream.speak(CONTACT, START, customer, agent);
        var faults = new ArrayList<Fault>();
        for (var i = 0; i < connections; i++) {
            faults.add(new Fault.End(2));
        }
        stream.faults(faults);
        var call = new CallInTest(CONTACT, stream.arn(), START).over(false);
        // What a kill leaves behind: some parts, and an owner that never comes back.
        var killed = new Writer(call, store, Duration.ofHours(1), Duration.ofMillis(200), 1);
        var dying = new CaptureRun(call, streams, killed, patience(Duration.ofDays(1)), InstantSource.system());
        var thread = Thread.ofVirtual().start(() -> {
            try {
                dying.run();
            } catch (InterruptedException | CaptureLost end) {
                Thread.currentThread().interrupt();
            }
        });
        await().until(() -> !call.stored.isEmpty() || !thread.isAlive());
        thread.interrupt();
        thread.join();

        var successor = new CallInTest(CONTACT, stream.arn(), START);
        run(successor, 2, 1_000).run();

        assertRecorded(successor, customer, agent);
    }

    @Test
    void aKillAfterAnyAccessToTheStoreLosesNothingAndEnds() throws Exception {
        kinesis.idle(1);
        var customer = spoken(1, 4 * 8_704);
        var agent = spoken(2, 4 * 8_704);
        stream.speak(CONTACT, START, customer, agent);
        var isKilled = true;
        for (var accesses = 1; isKilled; accesses++) {
            var recordings = store("kill-" + accesses);
            var dying = new CallInTest(CONTACT, stream.arn(), START);
            isKilled = endedByKill(dying, new KilledStore(recordings, accesses));

            var successor = new CallInTest(CONTACT, stream.arn(), START).after(dying);
            capture(successor, recordings, 2);

            assertThat(dying.finished.size() + successor.finished.size())
                    .as("recordings after %d accesses", accesses)
                    .isBetween(1, 2);
            assertThat(recordings.list("parts")).isEmpty();
            assertThat(recordings.list("")).hasSize(3);
            var name = RecordingName.of(CONTACT, START);
            assertThat(recordings.read(name.wav(Side.CUSTOMER))).hasValue(wavOf(customer));
            assertThat(recordings.read(name.wav(Side.AGENT))).hasValue(wavOf(agent));
        }
    }

    private boolean endedByKill(CallInTest call, ObjectStore recordings) throws InterruptedException {
        try {
            capture(call, recordings, 1);
            return false;
        } catch (KilledStore.Killed end) {
            return true;
        }
    }

    private void capture(CallInTest call, ObjectStore recordings, long owner) throws InterruptedException {
        var writer = new Writer(call, recordings, Duration.ofHours(1), Duration.ofMillis(500), owner);
        new CaptureRun(call, streams, writer, patience(Duration.ofMillis(1)), InstantSource.system()).run();
    }

    @Test
    void anOwnerThatWasAsleepWritesNothingMore() throws Exception {
        var customer = spoken(1, 100_000);
        var agent = spoken(2, 100_000);
        stream.speak(CONTACT, START, Arrays.copyOf(customer, 52_224 * 2), Arrays.copyOf(agent, 52_224 * 2));
        var live = new CallInTest(CONTACT, stream.arn(), START).over(false);
        var asleep = new Writer(live, store, Duration.ofHours(1), Duration.ofMillis(200), 1);
        var thread = Thread.ofVirtual().start(() -> {
            try {
                new CaptureRun(live, streams, asleep, patience(Duration.ofDays(1)), InstantSource.system()).run();
            } catch (InterruptedException | CaptureLost end) {
                Thread.currentThread().interrupt();
            }
        });
        await().until(() -> !live.stored.isEmpty());
        // Its successor claims the recording while it sleeps.
        var successor = new CallInTest(CONTACT, stream.arn(), START);
        var second = new Writer(successor, store, Duration.ofHours(1), Duration.ofMillis(200), 2);
        second.takeOver();

        stream.speak(
                CONTACT,
                START + 52_224 / 8,
                Arrays.copyOfRange(customer, 52_224 * 2, customer.length),
                Arrays.copyOfRange(agent, 52_224 * 2, agent.length));
        thread.join();
        run(successor, 3, 1_000).run();

        assertRecorded(successor, customer, agent);
    }

    @Test
    void anOwnerThatFallsAsleepBeforeItsFilesAreThereReplacesNoneOfItsSuccessor() throws Exception {
        var customer = spoken(1, 6 * 8_704);
        var agent = spoken(2, 6 * 8_704);
        stream.speak(CONTACT, START, Arrays.copyOf(customer, 4 * 17_408), Arrays.copyOf(agent, 4 * 17_408));
        var successor = new CallInTest(CONTACT, stream.arn(), START);
        var sleeps = new AtomicBoolean(true);
        var dozing = new WatchedStore(store) {

            @Override
            void before(String key) {}

            @Override
            public void write(String key, long length, Content content) {
                super.write(key, length, (from, to, out) -> {
                    content.write(from, to, out);
                    if (sleeps.getAndSet(false)) {
                        stream.speak(
                                CONTACT,
                                START + 4 * 1_088,
                                Arrays.copyOfRange(customer, 4 * 17_408, customer.length),
                                Arrays.copyOfRange(agent, 4 * 17_408, agent.length));
                        assertThatNothingBreaks(run(successor, 2, 1_000));
                    }
                });
            }
        };
        var owner = new CallInTest(CONTACT, stream.arn(), START);

        assertThatExceptionOfType(CaptureLost.class).isThrownBy(() -> capture(owner, dozing, 1));

        assertThat(owner.finished).isEmpty();
        assertRecorded(successor, customer, agent);
    }

    @Test
    void aStreamThatIsReusedGivesEachContactItsOwn() throws Exception {
        var before = spoken(7, 40_000);
        var customer = spoken(1, 40_000);
        var agent = spoken(2, 40_000);
        var after = spoken(9, 40_000);
        stream.speak(OTHER, START - 5_100, before, before);
        stream.speak(CONTACT, START, customer, agent);
        stream.speak("33333333-0000-4000-8000-000000000003", START + 5_100, after, after);

        var call = capture(CONTACT);

        assertRecorded(call, customer, agent);
        assertThat(call.followers).containsExactly("33333333-0000-4000-8000-000000000003");
        assertThat(call.state().streamArn()).isEqualTo(stream.arn());
    }

    @Test
    void fragmentsWithoutContactBelongToTheOneBefore() throws Exception {
        var customer = spoken(1, 4 * 8_704);
        var agent = spoken(2, 4 * 8_704);
        var tagless = new KvsMkvWriter().tagged(false);
        stream.speak(tagless, "", START - 1_088, spoken(8, 8_704), spoken(8, 8_704));
        for (var i = 0; i < 4; i++) {
            stream.speak(
                    i % 2 == 0 ? new KvsMkvWriter() : tagless,
                    CONTACT,
                    START + i * 1_088L,
                    Arrays.copyOfRange(customer, i * 17_408, (i + 1) * 17_408),
                    Arrays.copyOfRange(agent, i * 17_408, (i + 1) * 17_408));
        }
        stream.speak(tagless, "", START + 60_000, spoken(8, 8_704), spoken(8, 8_704));

        assertRecorded(capture(CONTACT), customer, agent);
    }

    @Test
    void aFragmentThatComesTwiceIsWrittenOnce() throws Exception {
        var customer = spoken(1, 3 * 8_704);
        var agent = spoken(2, 3 * 8_704);
        for (var i : new int[] {0, 1, 1, 0, 2}) {
            stream.speak(
                    CONTACT,
                    START + i * 1_088L,
                    Arrays.copyOfRange(customer, i * 17_408, (i + 1) * 17_408),
                    Arrays.copyOfRange(agent, i * 17_408, (i + 1) * 17_408));
        }

        assertRecorded(capture(CONTACT), customer, agent);
    }

    @Test
    void aPauseOfTheCallIsSilenceInBothFiles() throws Exception {
        var first = spoken(1, 8_704);
        var second = spoken(2, 8_704);
        stream.speak(CONTACT, START, first, first);
        stream.speak(CONTACT, START + 10_000, second, second);
        var expected = new ByteArrayOutputStream();
        expected.writeBytes(first);
        expected.writeBytes(new byte[(80_000 - 8_704) * 2]);
        expected.writeBytes(second);

        var call = capture(CONTACT);

        assertRecorded(call, expected.toByteArray(), expected.toByteArray());
        assertThat(call.finished.getFirst().gaps()).hasSize(1);
    }

    @Test
    void aClockThatJumpsBeginsAnotherRecording() throws Exception {
        var first = spoken(1, 8_704);
        var second = spoken(2, 8_704);
        stream.speak(CONTACT, START, first, first);
        stream.speak(CONTACT, START + Duration.ofHours(3).toMillis(), second, second);

        var call = capture(CONTACT);

        assertThat(call.finished).hasSize(2);
        assertThat(wav(call, 0, true)).isEqualTo(wavOf(first));
        assertThat(wav(call, 1, true)).isEqualTo(wavOf(second));
    }

    @Test
    void aSuccessorGoesOnWithTheRecordingThatWasInProgressWhereverTheClockHadJumped() throws Exception {
        var first = spoken(1, 8_704);
        var odd = spoken(2, 8_704);
        var all = spoken(3, 6 * 8_704);
        var later = START + Duration.ofHours(6).toMillis();
        stream.speak(CONTACT, START, first, first);
        stream.speak(CONTACT, START + Duration.ofHours(30).toMillis(), odd, odd);
        stream.speak(CONTACT, later, Arrays.copyOf(all, 4 * 17_408), Arrays.copyOf(all, 4 * 17_408));
        var dying = new CallInTest(CONTACT, stream.arn(), START).over(false);
        var killed = new Writer(dying, store, Duration.ofHours(1), Duration.ofMillis(200), 1);
        var thread = Thread.ofVirtual()
                .start(() -> assertThatExceptionOfType(InterruptedException.class)
                        .isThrownBy(new CaptureRun(
                                dying, streams, killed, patience(Duration.ofDays(1)), InstantSource.system())::run));
        await().until(() -> dying.stored.stream().anyMatch(at -> at.startMillis() == later && at.fragments() >= 2));
        thread.interrupt();
        thread.join();
        stream.speak(
                CONTACT,
                later + 4 * 1_088,
                Arrays.copyOfRange(all, 4 * 17_408, all.length),
                Arrays.copyOfRange(all, 4 * 17_408, all.length));

        var successor = new CallInTest(CONTACT, stream.arn(), START);
        run(successor, 2, 1_000).run();

        assertThat(successor.finished)
                .extracting(summary -> summary.position().startMillis())
                .containsExactlyInAnyOrder(
                        START, later, START + Duration.ofHours(30).toMillis());
        assertThat(store.read(RecordingName.of(CONTACT, later).wav(Side.AGENT))).hasValue(wavOf(all));
        assertThat(store.list("parts")).isEmpty();
    }

    @Test
    void nothingIsKeptFromWhereStreamingWasStopped() throws Exception {
        var all = spoken(1, 4 * 8_704);
        stream.speak(CONTACT, START, all, all);
        var call = new CallInTest(CONTACT, stream.arn(), START).until(START + 2 * 1_088);

        run(call, 1, 1_000).run();

        assertRecorded(call, Arrays.copyOf(all, 2 * 17_408), Arrays.copyOf(all, 2 * 17_408));
    }

    @Test
    void aStopAndAStartWithinTheCallAreOneRecordingWithSilenceBetween() throws Exception {
        var first = spoken(1, 2 * 8_704);
        var second = spoken(2, 2 * 8_704);
        stream.speak(CONTACT, START, first, first);
        var stopped = new CallInTest(CONTACT, stream.arn(), START)
                .until(START + 2 * 1_088)
                .over(false);
        var run = run(stopped, 1, 1_000);
        var thread = Thread.ofVirtual().start(() -> {
            try {
                run.run();
            } catch (InterruptedException | CaptureLost end) {
                Thread.currentThread().interrupt();
            }
        });
        await().until(() -> stopped.isResting);
        stream.speak(CONTACT, START + 10_000, second, second);
        // Another order, and a capture of its own.
        stopped.from(START + 10_000);
        thread.join();
        var again = new CallInTest(CONTACT, stream.arn(), START + 10_000);

        run(again, 2, 1_000).run();

        var expected = new ByteArrayOutputStream();
        expected.writeBytes(first);
        expected.writeBytes(new byte[(80_000 - 2 * 8_704) * 2]);
        expected.writeBytes(second);
        assertRecorded(again, expected.toByteArray(), expected.toByteArray());
        assertThat(stopped.finished).isEmpty();
    }

    @Test
    void whatWasNotStoredYetWhenStreamingBeganAgainIsKept() throws Exception {
        var first = spoken(1, 8_704);
        var second = spoken(2, 8_704);
        stream.speak(CONTACT, START, first, first);
        var before = new CallInTest(CONTACT, stream.arn(), START).over(false);
        var reading = new Writer(before, store, Duration.ofHours(1), Duration.ofSeconds(10), 1);
        var thread = Thread.ofVirtual()
                .start(() -> assertThatExceptionOfType(CaptureLost.class)
                        .isThrownBy(new CaptureRun(
                                before, streams, reading, patience(Duration.ofDays(1)), InstantSource.system())::run));
        await().until(() -> reading.position() != null);
        var another = kinesis.stream("connect-two");
        var call = new CallInTest(CONTACT, another.arn(), START + 10_000).over(false);
        var again = new CaptureRun(
                call,
                streams,
                new Writer(call, store, Duration.ofHours(1), Duration.ofSeconds(10), 2),
                patience(Duration.ofDays(1)),
                InstantSource.system());
        var goingOn = Thread.ofVirtual().start(() -> assertThatNothingBreaks(again));
        await().until(() -> !another.places().isEmpty());

        before.from(START + 10_000);
        thread.join();
        another.speak(CONTACT, START + 10_000, second, second);
        call.over(true);
        goingOn.join();

        assertThat(call.finished).hasSize(2);
        assertThat(wav(call, 0, true)).isEqualTo(wavOf(first));
        assertThat(wav(call, 1, true)).isEqualTo(wavOf(second));
    }

    @Test
    void whereTokenAndNumberAreGoneTheTimeIsGoneOnFrom() throws Exception {
        var customer = spoken(1, 6 * 8_704);
        var agent = spoken(2, 6 * 8_704);
        stream.speak(CONTACT, START, customer, agent);
        stream.faults(List.of(
                new Fault.End(2), new Fault.Refuse(400, "InvalidArgumentException"), new Fault.SaidInBody(0, 4000)));

        assertRecorded(capture(CONTACT), customer, agent);
        // The refused one did not get as far as a place.
        assertThat(stream.places()).startsWith("PRODUCER_TIMESTAMP", "FRAGMENT_NUMBER", "PRODUCER_TIMESTAMP");
    }

    @Test
    void nothingIsKeptAfterTheLastFragmentThatTheFlowNamed() throws Exception {
        var all = spoken(1, 4 * 8_704);
        stream.speak(CONTACT, START, all, all);
        var call = new CallInTest(CONTACT, stream.arn(), START).last("913438523331800003");

        run(call, 1, 1_000).run();

        assertRecorded(call, Arrays.copyOf(all, 3 * 17_408), Arrays.copyOf(all, 3 * 17_408));
    }

    @Test
    void aRecentCallWhoseStreamMayNotBeReadHasFailed() throws Exception {
        stream.faults(Collections.nCopies(1_000, new Fault.Refuse(400, "NotAuthorizedException")));
        var recent = new CallInTest(CONTACT, stream.arn(), System.currentTimeMillis() - 60_000);
        run(recent, 1, 1_000).run();
        var old = new CallInTest(CONTACT, stream.arn(), START);
        run(old, 2, 1_000).run();

        assertThat(recent.failures).containsExactly("the stream may not be read");
        assertThat(old.failures).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void whatIsSaidInAPauseIsNowhere() throws Exception {
        var all = loud(8 * 8_704);
        Arrays.fill(all, 2_000 * 16, 4_000 * 16, SECRET);
        stream.speak(CONTACT, START, all, all);
        var pause = new TimeRange(Instant.ofEpochMilli(START + 2_000), Instant.ofEpochMilli(START + 4_000));
        var call = new CallInTest(CONTACT, stream.arn(), START).silent(pause);

        run(call, 1, 1_000).run();

        var expected = all.clone();
        Arrays.fill(expected, 2_000 * 16, 4_000 * 16, (byte) 0);
        assertRecorded(call, expected, expected);
        assertThat(new String(store.read(call.finished.getFirst().name().json()).orElseThrow(), StandardCharsets.UTF_8))
                .contains("\"pauses\":[{");
        assertNowhere(SECRET);
    }

    @Test
    void whatIsSaidAfterAPauseOfWhichTheEndIsHeardOfLateIsKept() throws Exception {
        var start = System.currentTimeMillis() - 5_000;
        var all = loud(4 * 8_704);
        Arrays.fill(all, 1_000 * 16, 2_000 * 16, SECRET);
        stream.speak(CONTACT, start, all, all);
        var began = Instant.ofEpochMilli(start + 1_000);
        var call = new CallInTest(CONTACT, stream.arn(), start).silent(new TimeRange(began, null));
        var run = run(call, 1, 100);
        var thread = Thread.ofVirtual().start(() -> assertThatNothingBreaks(run));
        // The first fragment lasts into the pause.
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        assertNowhere(SECRET);

        call.silent(new TimeRange(began, began.plusSeconds(1)));
        thread.join();

        Arrays.fill(all, 1_000 * 16, 2_000 * 16, (byte) 0);
        assertRecorded(call, all, all);
    }

    @Test
    void aPauseThatIsHeardOfLateReachesWhatIsStored() throws Exception {
        var all = loud(8 * 8_704);
        Arrays.fill(all, 1_000 * 16, 2_000 * 16, SECRET);
        stream.speak(CONTACT, START, all, all);
        var call = new CallInTest(CONTACT, stream.arn(), START).over(false);
        var writer = new Writer(call, store, Duration.ofHours(1), Duration.ofMillis(200), 1);
        var run = new CaptureRun(call, streams, writer, patience(Duration.ofDays(1)), InstantSource.system());
        var thread = Thread.ofVirtual().start(() -> assertThatNothingBreaks(run));
        await().until(() -> !call.stored.isEmpty() && call.stored.getLast().fragments() == 8);

        call.silent(new TimeRange(Instant.ofEpochMilli(START + 1_000), Instant.ofEpochMilli(START + 2_000)));
        call.over(true);
        thread.join();

        var expected = all.clone();
        Arrays.fill(expected, 1_000 * 16, 2_000 * 16, (byte) 0);
        assertRecorded(call, expected, expected);
        assertNowhere(SECRET);
    }

    @Test
    void nothingIsReadBeforeConsent() throws Exception {
        var all = loud(4 * 8_704);
        stream.speak(CONTACT, START, all, all);
        var call = new CallInTest(CONTACT, stream.arn(), START).permission(new Permission.Awaited());

        assertThat(run(call, 1, 1_000).run()).isEqualTo(Outcome.FINISHED);

        assertThat(files()).isEmpty();
        assertThat(stream.places()).isEmpty();
    }

    @Test
    void whatWasSaidBeforeConsentIsNotKept() throws Exception {
        var all = spoken(1, 4 * 8_704);
        stream.speak(CONTACT, START, all, all);
        var call = new CallInTest(CONTACT, stream.arn(), START)
                .permission(new Permission.Given(Instant.ofEpochMilli(START + 1_088 + 64)));

        run(call, 1, 1_000).run();

        var kept = Arrays.copyOfRange(all, 17_408 + 1_024, all.length);
        assertRecorded(call, kept, kept);
        assertThat(call.finished.getFirst().startedAt()).isEqualTo(Instant.ofEpochMilli(START + 1_088 + 64));
    }

    @Test
    void consentThatIsWithdrawnLeavesNothing() throws Exception {
        var all = loud(8 * 8_704);
        stream.speak(CONTACT, START, all, all);
        var call = new CallInTest(CONTACT, stream.arn(), START).over(false);
        var writer = new Writer(call, store, Duration.ofHours(1), Duration.ofMillis(200), 1);
        var run = new CaptureRun(call, streams, writer, patience(Duration.ofDays(1)), InstantSource.system());
        var thread = Thread.ofVirtual().start(() -> assertThatNothingBreaks(run));
        await().until(() -> !call.stored.isEmpty());

        call.permission(new Permission.Withdrawn());
        thread.join();

        assertThat(files()).hasSize(1).allMatch(name -> name.endsWith(".json"));
        assertThat(store.read(files().getFirst())).contains("{\"deleted\":true}".getBytes(StandardCharsets.UTF_8));
        assertThat(call.withdrawn).hasSize(1);
        assertNowhere(LOUD);
    }

    @Test
    void anErasedCallLeavesNoAudioAndOthersKeepTheirs() throws Exception {
        var all = loud(8 * 8_704);
        stream.speak(CONTACT, START, all, all);
        capture(CONTACT);
        var neighbours = spoken(1, 20_000);
        var other = kinesis.stream("connect-two");
        other.speak(CONTACT + "1", START, neighbours, neighbours);
        var neighbour = new CallInTest(CONTACT + "1", other.arn(), START);
        run(neighbour, 1, 1_000).run();
        var erasure = new CapturedAudioErasure(captures, store);

        assertThat(erasure.erase(new ContactId(CONTACT))).isOne();

        assertThat(files()).filteredOn(file -> file.startsWith(CONTACT + "_")).allMatch(this::saysThatItWasDeleted);
        assertRecorded(neighbour, neighbours, neighbours);
        assertNowhere(LOUD);
        assertThat(erasure.erase(new ContactId(CONTACT))).isZero();
    }

    @Test
    void aCaptureThatStillRunsWhenItsCallIsErasedLeavesNothing() throws Exception {
        var all = loud(8 * 8_704);
        stream.speak(CONTACT, START, all, all);
        var call = new CallInTest(CONTACT, stream.arn(), START).over(false);
        var writer = new Writer(call, store, Duration.ofHours(1), Duration.ofMillis(200), 1);
        var run = new CaptureRun(call, streams, writer, patience(Duration.ofDays(1)), InstantSource.system());
        var thread = Thread.ofVirtual().start(() -> {
            try {
                run.run();
            } catch (InterruptedException | CaptureLost end) {
                Thread.currentThread().interrupt();
            }
        });
        await().until(() -> !call.stored.isEmpty());
        var erasure = new CapturedAudioErasure(captures, store);

        assertThat(erasure.erase(new ContactId(CONTACT))).isOne();
        stream.speak(CONTACT, START + 8 * 1_088, all, all);
        // As one is that is not ordered any more.
        call.permission(new Permission.Withdrawn());
        thread.join();
        erasure.erase(new ContactId(CONTACT));

        assertThat(files()).allMatch(this::saysThatItWasDeleted);
        assertThat(call.finished).isEmpty();
        assertNowhere(LOUD);
    }

    private boolean saysThatItWasDeleted(String file) {
        return file.endsWith(".json")
                && Arrays.equals(store.read(file).orElseThrow(), "{\"deleted\":true}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aStreamThatIsNotThereYetIsWaitedFor() throws Exception {
        var call = new CallInTest(CONTACT, stream.arn().replace("connect-one", "connect-late"), START).over(false);
        var writer = new Writer(call, store, Duration.ofHours(1), Duration.ofMillis(200), 1);
        var run = new CaptureRun(call, streams, writer, patience(Duration.ofDays(1)), InstantSource.system());
        var thread = Thread.ofVirtual().start(() -> assertThatNothingBreaks(run));
        await().until(() -> !call.reconnects.isEmpty());
        var all = spoken(1, 20_000);

        kinesis.stream("connect-late").speak(CONTACT, START, all, all);
        await().until(() -> writer.position() != null);
        call.over(true);
        thread.join();

        assertThat(call.reconnects).startsWith("NO_SUCH_STREAM");
        assertRecorded(call, all, all);
    }

    @Test
    void aCallThatNeverHadAudioHasNoFiles() throws Exception {
        var call = capture(CONTACT);

        assertThat(call.finished).isEmpty();
        assertThat(files()).isEmpty();
    }

    private static void assertThatNothingBreaks(CaptureRun run) {
        try {
            run.run();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    CallInTest capture(String contact) throws InterruptedException {
        var call = new CallInTest(contact, stream.arn(), START);
        assertThat(run(call, 1, 1_000).run()).isEqualTo(Outcome.FINISHED);
        return call;
    }

    CaptureRun run(CallInTest call, long owner, int segmentMillis) {
        return new CaptureRun(
                call,
                streams,
                new Writer(call, store, Duration.ofHours(1), Duration.ofMillis(segmentMillis), owner),
                patience(Duration.ofMillis(50)),
                InstantSource.system());
    }

    static Patience patience(Duration silence) {
        return new Patience(silence, Duration.ofMillis(1));
    }

    void assertRecorded(CallInTest call, byte[] customer, byte[] agent) {
        assertThat(call.finished).hasSize(1);
        assertThat(Arrays.equals(wav(call, 0, true), wavOf(customer)))
                .as("the customer's side")
                .isTrue();
        assertThat(Arrays.equals(wav(call, 0, false), wavOf(agent)))
                .as("the agent's side")
                .isTrue();
    }

    private byte[] wav(CallInTest call, int recording, boolean customer) {
        var name = call.finished.get(recording).name();
        return store.read(name.wav(customer ? Side.CUSTOMER : Side.AGENT)).orElseThrow();
    }

    static byte[] wavOf(byte[] samples) {
        var wav = new ByteArrayOutputStream();
        wav.writeBytes(WavHeader.of(1, samples.length));
        wav.writeBytes(samples);
        return wav.toByteArray();
    }

    private List<String> files() {
        return store.list("");
    }

    static byte[] spoken(long seed, int samples) {
        var bytes = new byte[samples * 2];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static byte[] loud(int samples) {
        var bytes = new byte[samples * 2];
        Arrays.fill(bytes, LOUD);
        return bytes;
    }

    /// Looks through all bytes there are, of whatever file or object.
    private void assertNowhere(byte sample) throws IOException {
        for (var bytes : everything()) {
            var longest = 0;
            var run = 0;
            for (var octet : bytes) {
                run = octet == sample ? run + 1 : 0;
                longest = Math.max(longest, run);
            }
            assertThat(longest).as("bytes of what was not to be kept").isLessThan(8);
        }
    }
}
