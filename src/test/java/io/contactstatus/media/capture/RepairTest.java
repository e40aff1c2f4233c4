package io.contactstatus.media.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.contactstatus.LongRun;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Talk;
import io.contactstatus.media.MediaProperties;
import io.contactstatus.media.audio.WavHeader;
import io.contactstatus.media.capture.CaptureRun.Patience;
import io.contactstatus.media.files.RecordingFiles;
import io.contactstatus.media.files.RecordingGone;
import io.contactstatus.media.matroska.Side;
import io.contactstatus.objects.DirectoryObjectStore;
import io.contactstatus.objects.ObjectStore;
import io.contactstatus.objects.ObjectStoreUnavailable;
import io.contactstatus.standin.InMemoryVideoStreams;
import io.contactstatus.standin.KvsMkvWriter;
import io.contactstatus.store.Capture;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import tools.jackson.databind.json.JsonMapper;

/// Recordings that miss something, and an archive that has it: two streams of one name, of which one has lost
/// fragments.
class RepairTest {

    private static final Duration KEEP = Duration.ofDays(30);
    private static final long START = CaptureContract.START;
    private static final int FRAGMENT = 17_408;

    /// A repair asks the store for something some hundred times.
    private static final int STEP = LongRun.choose(7, 1);

    private static final String PREFIX = LocalDynamoDb.freshPrefix();

    @TempDir
    Path directory;

    private final ContactId contact = new ContactId(UUID.randomUUID().toString());
    private final InMemoryVideoStreams live = new InMemoryVideoStreams();
    private final InMemoryVideoStreams kept = new InMemoryVideoStreams();
    private final DataEndpoints endpointsOfLive = CaptureContract.endpoints(live);
    private final DataEndpoints endpointsOfKept = CaptureContract.endpoints(kept);
    private final byte[] customer = CaptureContract.spoken(1, 120 * FRAGMENT / 2);
    private final byte[] agent = CaptureContract.spoken(2, 120 * FRAGMENT / 2);
    private DirectoryObjectStore store;
    private TestStores stores;

    @BeforeEach
    void open() {
        live.idle(20);
        store = new DirectoryObjectStore(directory);
        stores = TestStores.over(LocalDynamoDb.shared().client(), PREFIX, new SimpleMeterRegistry(), Clock.systemUTC());
        kept.stream("connect-one").speak(contact.value(), START, customer, agent);
    }

    @AfterEach
    void close() {
        endpointsOfLive.close();
        endpointsOfKept.close();
        live.close();
        kept.close();
    }

    @Test
    void gapsAndALostEndAreFilledInBitByBit() throws Exception {
        var run = capturedWithout(10, 12, 30, 100, 115, 120);

        var repaired = Objects.requireNonNull(repair(run));

        assertThat(samples(run, Side.CUSTOMER)).isEqualTo(customer);
        assertThat(samples(run, Side.AGENT)).isEqualTo(agent);
        assertThat(repaired.samples()).isEqualTo(customer.length / 2);
        assertThat(repaired.gaps()).isZero();
        var json = new JsonMapper().readTree(store.read(run.name().json()).orElseThrow());
        assertThat(json.path("repaired").asBoolean()).isTrue();
        assertThat(json.path("gaps").size()).isZero();
        assertThat(json.path("fragments").asInt()).isEqualTo(120);
        assertThat(json.path("stoppedAt").asString())
                .isEqualTo(Instant.ofEpochMilli(START + 120 * 1_088).toString());
        assertThat(store.list("")).hasSize(3);
    }

    @Test
    void aRepairThatBrokeOffBeforeItWasSaidIsSaidByTheNextOne() throws Exception {
        var run = capturedWithout(10, 12, 115, 120);
        var first = Objects.requireNonNull(repair(run));

        // Nothing has come to say so: the run is as it was before.
        assertThat(repair(run)).isEqualTo(first);
        assertThat(first.isRepaired()).isTrue();
        assertThat(samples(run, Side.AGENT)).isEqualTo(agent);
    }

    @Test
    void whatTheArchiveHasLostAsWellStaysAGap() throws Exception {
        var run = capturedWithout(10, 12, 30, 32);
        kept.stream("connect-one").forgetOlderThan(START + 20 * 1_088);

        var repaired = Objects.requireNonNull(repair(run));

        var expected = customer.clone();
        Arrays.fill(expected, 10 * FRAGMENT, 12 * FRAGMENT, (byte) 0);
        assertThat(samples(run, Side.CUSTOMER)).isEqualTo(expected);
        assertThat(repaired.gaps()).isEqualTo(1);
    }

    /// All of it is loud noise, of 130.56 s.
    @Test
    void whatAPauseHasTakenOutIsNotCountedAsTalkAnyMore() throws Exception {
        capturedWithout();

        amend(store);
        assertThat(talk()).isEqualTo(new Talk(131, 0, 0, 0, 0));
        pauseIsTold();
        amend(store);

        assertThat(talk()).isEqualTo(new Talk(124, 0, 0, 7, 7));
    }

    @Test
    void talkIsThatOfThePhasesAsTheyAreKnownInTheEnd() throws Exception {
        capturedWithout();
        amend(store);
        assertThat(talk().agentSeconds()).isZero();

        var from = Instant.ofEpochMilli(START + 30_000);
        var until = Instant.ofEpochMilli(START + 90_000);
        stores.contacts()
                .join(Facts.about(contact, Source.CONTACT_EVENT)
                        .heardAt(until)
                        .channel("VOICE", from)
                        .initiationMethod("INBOUND")
                        .initiated(Moment.exact(Instant.ofEpochMilli(START)))
                        .connectedToAgent(Moment.exact(from))
                        .disconnected(Moment.exact(until))
                        .toContact());
        amend(store);

        assertThat(talk()).isEqualTo(new Talk(131, 60, 60, 0, 0));
    }

    @Test
    void whatWasSaidOfARecordingWhileItWasMeasuredHasItMeasuredAgain() throws Exception {
        var run = capturedWithout();
        var before = stores.captures().find(contact).orElseThrow();
        pauseIsTold();
        stores.captures()
                .run(
                        contact,
                        0,
                        run.with(new MeasuredTalk(new Talk(1, 0, 0, 0, 0), "")).toTexts(),
                        KEEP);

        assertThat(amend(store, before)).isFalse();
        assertThat(talk().customerSeconds()).isEqualTo(1);

        assertThat(amend(store, stores.captures().find(contact).orElseThrow())).isTrue();
        assertThat(talk()).isEqualTo(new Talk(124, 0, 0, 7, 7));
    }

    private Talk talk() {
        var texts = stores.captures().find(contact).orElseThrow().runs().get(0);
        return Objects.requireNonNull(
                        RecordedRun.of(Objects.requireNonNull(texts)).talk())
                .talk();
    }

    @Test
    void aPauseStaysSilentAlsoInWhatIsFilledIn() throws Exception {
        var run = capturedWithout(10, 20);
        stores.captures().pause(contact, true, Instant.ofEpochMilli(START + 12 * 1_088), KEEP);
        stores.captures().pause(contact, false, Instant.ofEpochMilli(START + 14 * 1_088), KEEP);

        repair(run);

        var expected = agent.clone();
        Arrays.fill(expected, 12 * FRAGMENT, 14 * FRAGMENT, (byte) 0);
        assertThat(samples(run, Side.AGENT)).isEqualTo(expected);
    }

    @Test
    void consentThatWasWithdrawnMeanwhileLeavesNothing() throws Exception {
        var run = capturedWithout(10, 20);
        stores.captures().consent(contact, true, Instant.ofEpochMilli(START), KEEP);
        stores.captures().consent(contact, false, Instant.ofEpochMilli(START + 1), KEEP);

        assertThat(repair(run)).extracting(RecordedRun::state).isEqualTo("DELETED");

        assertThat(store.list("")).containsExactly(run.name().json());
    }

    @Test
    void anotherContactsAudioIsNotFilledIn() throws Exception {
        var run = capturedWithout(110, 120);
        kept.stream("connect-one").forgetOlderThan(START + 118 * 1_088);
        kept.stream("connect-one").speak("another", START + 112 * 1_088, customer, agent);

        repair(run);

        assertThat(samples(run, Side.CUSTOMER)).hasSize(120 * FRAGMENT);
        assertThat(Arrays.copyOfRange(samples(run, Side.CUSTOMER), 110 * FRAGMENT, 117 * FRAGMENT))
                .containsOnly(0);
        assertThat(Arrays.copyOfRange(samples(run, Side.CUSTOMER), 117 * FRAGMENT, 120 * FRAGMENT))
                .isEqualTo(Arrays.copyOfRange(customer, 117 * FRAGMENT, 120 * FRAGMENT));
    }

    @Test
    void anothersFragmentThatNamesNobodyIsNotFilledIn() throws Exception {
        var run = capturedWithout(110, 120);
        kept.stream("connect-one").forgetLaterThan(START + 112 * 1_088);
        kept.stream("connect-one")
                .speak("another", START + 112 * 1_088, part(customer, 112, 114), part(agent, 112, 114));
        kept.stream("connect-one")
                .speak(
                        new KvsMkvWriter().tagged(false),
                        "another",
                        START + 114 * 1_088,
                        part(customer, 114, 116),
                        part(agent, 114, 116));

        repair(run);

        assertThat(samples(run, Side.CUSTOMER)).isEqualTo(part(customer, 0, 112));
    }

    @Test
    void oursThatNamesNobodyIsFilledInWhereItFollowsAtOnce() throws Exception {
        var run = capturedWithout(110, 120);
        kept.stream("connect-one").forgetLaterThan(START + 112 * 1_088);
        kept.stream("connect-one")
                .speak(
                        new KvsMkvWriter().tagged(false),
                        contact.value(),
                        START + 112 * 1_088,
                        part(customer, 112, 113),
                        part(agent, 112, 113));

        repair(run);

        assertThat(samples(run, Side.CUSTOMER)).isEqualTo(part(customer, 0, 113));
    }

    @Test
    void whatTheArchiveGivesUpForGoodIsLeftOutAndAllElseIsFilledIn() throws Exception {
        var run = capturedWithout(10, 20, 30, 32);
        kept.stream("connect-one").faults(List.of(new InMemoryVideoStreams.Fault.SaidInBody(8, 5000)));

        var repaired = Objects.requireNonNull(repair(run, store, true));

        var filled = samples(run, Side.CUSTOMER);
        var silent = 0;
        for (var fragment = 0; fragment < 120; fragment++) {
            var expected = part(customer, fragment, fragment + 1);
            var there = part(filled, fragment, fragment + 1);
            silent += Arrays.equals(there, new byte[FRAGMENT]) ? 1 : 0;
            assertThat(there)
                    .satisfiesAnyOf(
                            one -> assertThat(one).isEqualTo(expected),
                            one -> assertThat(one).containsOnly(0));
        }
        assertThat(silent).isEqualTo(1);
        assertThat(repaired.gaps()).isEqualTo(1);
    }

    @Test
    void aKeyThatMayNotBeUsedIsNotTakenForWhatIsBroken() throws Exception {
        var run = capturedWithout(10, 20);
        kept.stream("connect-one").faults(List.of(new InMemoryVideoStreams.Fault.SaidInBody(3, 4503)));

        assertThatExceptionOfType(StreamRefused.class)
                .isThrownBy(() -> repair(run, store, true))
                .extracting(StreamRefused::why)
                .isEqualTo(StreamRefused.Why.FORBIDDEN);
    }

    @Test
    void whatTheArchiveGivesUpInTheMiddleOfIsAskedForAgain() throws Exception {
        var run = capturedWithout(10, 20);
        kept.stream("connect-one").faults(List.of(new InMemoryVideoStreams.Fault.SaidInBody(3, 5000)));

        assertThatExceptionOfType(StreamRefused.class).isThrownBy(() -> repair(run));
        repair(run);

        assertThat(samples(run, Side.CUSTOMER)).isEqualTo(customer);
    }

    private static byte[] part(byte[] samples, int from, int until) {
        return Arrays.copyOfRange(samples, from * FRAGMENT, until * FRAGMENT);
    }

    @Test
    void aDeletionAtAnyMomentOfARepairLeavesNothing() throws Exception {
        var run = capturedWithout(10, 12, 115, 120);
        var captured = everything();

        for (var access = 1; ; access += STEP) {
            putBack(captured, run);
            var disturbed = new DisturbedStore(store, access, () -> {
                stores.captures().erase(contact);
                RecordingFiles.deleteAll(store, contact.value());
            });
            try {
                repair(run, disturbed);
            } catch (ObjectStoreUnavailable | RecordingGone comesToNothing) {
                assertThat(disturbed.isOver()).isTrue();
            }
            if (!disturbed.isOver()) {
                break;
            }
            assertThat(store.list(""))
                    .as("deleted before access %d", access)
                    .containsExactly(run.name().json());
            assertThat(RecordingJson.isDeleted(store.read(run.name().json()).orElseThrow()))
                    .isTrue();
        }
    }

    @Test
    void anAmendmentAtAnyMomentOfARepairIsKeptAndSoIsTheRepair() throws Exception {
        var run = capturedWithout(10, 12, 115, 120);
        var captured = everything();

        for (var access = 1; ; access += STEP) {
            putBack(captured, run);
            var disturbed = new DisturbedStore(store, access, () -> {
                pauseIsTold();
                amend(store);
            });
            untilDone(() -> repair(run, disturbed));
            if (!disturbed.isOver()) {
                break;
            }
            assertThatBothAreKept(run, access);
        }
    }

    @Test
    void aRepairAtAnyMomentOfAnAmendmentIsKeptAndSoIsTheAmendment() throws Exception {
        var run = capturedWithout(10, 12, 115, 120);
        var captured = everything();

        for (var access = 1; ; access += STEP) {
            putBack(captured, run);
            pauseIsTold();
            var disturbed = new DisturbedStore(store, access, () -> untilDone(() -> repair(run, store)));
            untilDone(() -> {
                amend(disturbed);
                return run;
            });
            if (!disturbed.isOver()) {
                break;
            }
            assertThatBothAreKept(run, access);
        }
    }

    /// A store to which something else happens before it is asked for the n-th time.
    private static final class DisturbedStore extends WatchedStore {

        private final Runnable disturbance;
        private int left;

        DisturbedStore(ObjectStore store, int access, Runnable disturbance) {
            super(store);
            this.disturbance = disturbance;
            left = access;
        }

        @Override
        void before(String key) {
            left--;
            if (left == 0) {
                disturbance.run();
            }
        }

        boolean isOver() {
            return left <= 0;
        }
    }

    private static void untilDone(Callable<@Nullable RecordedRun> work) {
        while (true) {
            try {
                work.call();
                return;
            } catch (ObjectStoreUnavailable another) {
                // Written by the other one just now: as a job does, it begins again.
                Thread.onSpinWait();
            } catch (Exception unexpected) {
                throw new AssertionError(unexpected);
            }
        }
    }

    private void pauseIsTold() {
        stores.captures().pause(contact, true, Instant.ofEpochMilli(START + 5 * 1_088), KEEP);
        stores.captures().pause(contact, false, Instant.ofEpochMilli(START + 11 * 1_088), KEEP);
    }

    private void amend(ObjectStore files) {
        assertThat(amend(files, stores.captures().find(contact).orElseThrow())).isTrue();
    }

    private boolean amend(ObjectStore files, Capture capture) {
        var properties = new Binder(new MapConfigurationPropertySource(Map.of(
                        "media.enabled", "true",
                        "media.directory", directory.toString(),
                        "media.retention", "1d",
                        "media.stream-prefix", "connect-")))
                .bind("media", MediaProperties.class)
                .get();
        return new AmendWork(stores.contacts(), stores.captures(), files, properties, InstantSource.system())
                .amend(contact, capture);
    }

    private void assertThatBothAreKept(RecordedRun run, int access) {
        for (var side : Side.values()) {
            var expected = (side == Side.CUSTOMER ? customer : agent).clone();
            Arrays.fill(expected, 5 * FRAGMENT, 11 * FRAGMENT, (byte) 0);
            assertThat(samples(run, side))
                    .as("%s, before access %d", side, access)
                    .isEqualTo(expected);
        }
        var json = new JsonMapper().readTree(store.read(run.name().json()).orElseThrow());
        assertThat(json.path("repaired").asBoolean()).isTrue();
        assertThat(json.path("pauses").size()).isEqualTo(1);
        assertThat(json.path("fragments").asInt()).isEqualTo(120);
        assertThat(store.list("")).hasSize(3);
    }

    private Map<String, byte[]> everything() {
        return store.list("").stream()
                .collect(Collectors.toMap(
                        Function.identity(), key -> store.read(key).orElseThrow()));
    }

    private void putBack(Map<String, byte[]> captured, RecordedRun run) {
        stores.captures().erase(contact);
        stores.captures().run(contact, 0, run.toTexts(), KEEP);
        store.list("").forEach(store::delete);
        captured.forEach(store::replace);
    }

    /// @param lost fragments from, until, from, until … that never came
    private RecordedRun capturedWithout(int... lost) throws InterruptedException {
        var from = 0;
        for (var i = 0; i < lost.length; i += 2) {
            speakLive(from, lost[i]);
            from = lost[i + 1];
        }
        speakLive(from, 120);
        var call = new CallInTest(contact.value(), live.stream("connect-one").arn(), START);
        try (var streams = new VideoStreams(endpointsOfLive)) {
            new CaptureRun(
                            call,
                            streams,
                            new Writer(call, store, Duration.ofHours(1), Duration.ofSeconds(10), 1),
                            new Patience(Duration.ofMillis(50), Duration.ofMillis(1)),
                            InstantSource.system())
                    .run();
        }
        var run = RecordedRun.available(
                call.finished.getFirst(),
                live.stream("connect-one").arn(),
                new MeasuredTalk(new Talk(0, 0, 0, 0, 0), ""));
        stores.captures().run(contact, 0, run.toTexts(), KEEP);
        return run;
    }

    private void speakLive(int from, int until) {
        live.stream("connect-one")
                .speak(
                        contact.value(),
                        START + from * 1_088L,
                        Arrays.copyOfRange(customer, from * FRAGMENT, until * FRAGMENT),
                        Arrays.copyOfRange(agent, from * FRAGMENT, until * FRAGMENT));
    }

    private @Nullable RecordedRun repair(RecordedRun run) throws StreamRefused {
        return repair(run, store);
    }

    private @Nullable RecordedRun repair(RecordedRun run, ObjectStore files) throws StreamRefused {
        return repair(run, files, false);
    }

    private @Nullable RecordedRun repair(RecordedRun run, ObjectStore files, boolean isLastTry) throws StreamRefused {
        var recorded = new Capture.Recorded(
                run.streamArn(), Instant.ofEpochMilli(START), Instant.ofEpochMilli(START + 120 * 1_088));
        assertThat(run.isIncomplete(recorded)).isTrue();
        try (var archive = new ArchivedStreams(endpointsOfKept)) {
            var state = new RecordingState(contact, stores.captures(), stores.contacts());
            return new Repair(state, run, recorded, archive, files, isLastTry).run();
        }
    }

    private byte[] samples(RecordedRun run, Side side) {
        var wav = store.read(run.name().wav(side)).orElseThrow();
        return Arrays.copyOfRange(wav, WavHeader.BYTES, wav.length);
    }
}
