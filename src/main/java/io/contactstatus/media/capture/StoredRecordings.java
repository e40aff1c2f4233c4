package io.contactstatus.media.capture;

import io.contactstatus.contact.ContactId;
import io.contactstatus.media.AudioRun;
import io.contactstatus.media.AudioRun.State;
import io.contactstatus.media.AudioRuns;
import io.contactstatus.media.AudioTrack;
import io.contactstatus.media.AudioWave;
import io.contactstatus.media.audio.Pcm;
import io.contactstatus.media.audio.Position;
import io.contactstatus.media.audio.SampleSpan;
import io.contactstatus.media.audio.WavHeader;
import io.contactstatus.media.files.RecordingFiles;
import io.contactstatus.media.files.RecordingGone;
import io.contactstatus.media.files.RecordingName;
import io.contactstatus.media.files.RecordingParts;
import io.contactstatus.media.files.WavContent;
import io.contactstatus.media.matroska.Side;
import io.contactstatus.objects.ObjectStore;
import io.contactstatus.objects.ObjectStoreUnavailable;
import io.contactstatus.store.Capture;
import io.contactstatus.store.CaptureStore;
import io.contactstatus.store.StoreUnavailable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Captured audio as it lies in the store.
final class StoredRecordings implements AudioRuns {

    private static final int WINDOW = 64 * 1024;

    private final CaptureStore captures;
    private final ObjectStore store;
    private final Duration retention;
    private final InstantSource clock;

    private final Waves waves = new Waves();

    private final GrowingRecordings growing;

    /// @param retention what began longer ago is not heard any more, also where it is not deleted yet
    StoredRecordings(
            CaptureStore captures,
            ObjectStore store,
            GrowingRecordings growing,
            Duration retention,
            InstantSource clock) {
        this.captures = captures;
        this.store = store;
        this.growing = growing;
        this.retention = retention;
        this.clock = clock;
    }

    @Override
    public List<AudioRun> runs(ContactId contact) {
        return runs(contact, run -> true);
    }

    @Override
    public List<AudioRun> finished(ContactId contact) {
        return runs(contact, run -> run.state().equals(State.AVAILABLE.name()));
    }

    private List<AudioRun> runs(ContactId contact, Predicate<RecordedRun> wanted) {
        var runs = new ArrayList<AudioRun>();
        captures.find(contact)
                .ifPresent(capture -> capture.runs().forEach((number, texts) -> {
                    var run = RecordedRun.of(texts);
                    if (wanted.test(run)) {
                        runs.add(run(contact, number, run, capture));
                    }
                }));
        return runs;
    }

    private AudioRun run(ContactId contact, int number, RecordedRun run, Capture capture) {
        var startedAt = Instant.ofEpochMilli(run.startMillis());
        var gone = gone(run, startedAt, capture);
        var state = gone == null ? State.valueOf(run.state()) : State.DELETED;
        var millis = gone == null ? samples(run) / Pcm.PER_MILLI : 0;
        return new AudioRun(
                contact,
                number,
                run.name().value(),
                run.streamArn(),
                state,
                startedAt,
                state == State.AVAILABLE ? startedAt.plusMillis(millis) : null,
                millis,
                Objects.hash(
                        capture.pauses().begun(),
                        capture.pauses().ended(),
                        capture.pauses().silentFrom(),
                        run.isRepaired(),
                        run.gaps()),
                PauseTimes.of(capture.pauses()).stream()
                        .map(time -> new AudioRun.Pause(time.from(), time.until()))
                        .toList(),
                Optional.ofNullable(run.talk()).map(MeasuredTalk::talk).orElse(null),
                gone == null ? run.reason() : gone);
    }

    /// Why there is nothing to hear any more, also where the files are still there.
    private @Nullable String gone(RecordedRun run, Instant startedAt, Capture capture) {
        if (Permission.of(capture.consent()) instanceof Permission.Withdrawn) {
            return StoredCall.WITHDRAWN;
        }
        return run.isFailed() || startedAt.plus(retention).isAfter(clock.instant()) ? null : "past retention";
    }

    private long samples(RecordedRun run) {
        var known = Math.max(run.customerSamples(), run.agentSamples());
        return switch (State.valueOf(run.state())) {
            case AVAILABLE -> known;
            case CAPTURING -> committed(run.name()).orElse(known);
            case DELETED, FAILED -> 0;
        };
    }

    /// Empty where the store is away: what is known of the contact is told all the same.
    private Optional<Long> committed(RecordingName name) {
        try {
            return growing.parts(name).map(parts -> committed(parts.position()));
        } catch (ObjectStoreUnavailable away) {
            return Optional.empty();
        }
    }

    /// Of both sides where both are heard: the shorter one still grows within what the longer one has.
    private static long committed(Position position) {
        var shorter = Math.min(position.customerSamples(), position.agentSamples());
        return shorter == 0 ? position.samples() : shorter;
    }

    @Override
    public long length(AudioRun run, AudioTrack track, long millis) {
        return WavHeader.BYTES + millis * Pcm.PER_MILLI * Pcm.BYTES * channels(track);
    }

    private static int channels(AudioTrack track) {
        return track == AudioTrack.ALL ? 2 : 1;
    }

    @Override
    public void write(AudioRun audio, AudioTrack track, long millis, long from, long until, OutputStream out)
            throws IOException {
        try {
            writeWhatIsThere(audio, track, millis, from, until, out);
        } catch (ObjectStoreUnavailable away) {
            throw unavailable(away);
        }
    }

    private static StoreUnavailable unavailable(ObjectStoreUnavailable away) {
        return new StoreUnavailable("what was captured cannot be read", away);
    }

    private void writeWhatIsThere(
            AudioRun audio, AudioTrack track, long millis, long from, long until, OutputStream out) throws IOException {
        var run = heard(audio).orElseThrow(() -> new IllegalStateException("a recording that is not there any more"));
        var samples = millis * Pcm.PER_MILLI;
        WavContent.of(
                        channels(track),
                        samples,
                        first -> {
                            var end = Math.min(samples, first + WINDOW);
                            return switch (track) {
                                case CUSTOMER -> window(run, Side.CUSTOMER, first, end);
                                case AGENT -> window(run, Side.AGENT, first, end);
                                case ALL ->
                                    interleaved(
                                            window(run, Side.CUSTOMER, first, end),
                                            window(run, Side.AGENT, first, end));
                            };
                        },
                        WINDOW)
                .write(from, until, out);
    }

    /// A run as it may be heard: what is to be silent is at once, also where it is not taken out of the files yet.
    private record Heard(RecordedRun run, List<TimeRange> silent) {

        byte[] silenced(Side side, byte[] samples, long from) {
            return PauseTimes.silenced(run.startMillis(), List.of(new SampleSpan(side, from, samples)), silent)
                    .getFirst()
                    .samples();
        }
    }

    private Optional<Heard> heard(AudioRun audio) {
        return captures.find(audio.contact())
                .flatMap(capture -> Optional.ofNullable(capture.runs().get(audio.number()))
                        .map(RecordedRun::of)
                        .filter(run -> run.isAvailable() || run.state().equals(State.CAPTURING.name()))
                        .filter(run -> !(Permission.of(capture.consent()) instanceof Permission.Withdrawn))
                        .map(run -> new Heard(run, PauseTimes.of(capture.pauses()))));
    }

    @Override
    public Optional<AudioWave> wave(AudioRun audio, int points) {
        try {
            return heard(audio)
                    .flatMap(run -> waves.of(audio, points, (side, from, to) -> window(run, side, from, to)));
        } catch (RecordingGone deleted) {
            return Optional.empty();
        } catch (ObjectStoreUnavailable away) {
            throw unavailable(away);
        }
    }

    @Override
    public boolean isThere(AudioRun audio, AudioTrack track) {
        try {
            return heard(audio)
                    .map(Heard::run)
                    .filter(run -> !run.isAvailable() || isThere(new RecordingFiles(store, run.name()), track))
                    .isPresent();
        } catch (ObjectStoreUnavailable away) {
            throw unavailable(away);
        }
    }

    private static boolean isThere(RecordingFiles files, AudioTrack track) {
        return switch (track) {
            case CUSTOMER -> files.has(Side.CUSTOMER);
            case AGENT -> files.has(Side.AGENT);
            case ALL -> files.has(Side.CUSTOMER) && files.has(Side.AGENT);
        };
    }

    /// A recording may be finished at any moment: then its parts are gone, and its files are there.
    private byte[] window(Heard heard, Side side, long from, long to) {
        return heard.silenced(side, window(heard.run(), side, from, to), from);
    }

    private byte[] window(RecordedRun run, Side side, long from, long to) {
        if (run.state().equals(State.CAPTURING.name())) {
            var parts = growing.parts(run.name());
            if (parts.isPresent()) {
                var samples = samples(parts.get(), side, from, to);
                // After reading: parts go when the files are there.
                if (samples != null && store.read(run.name().json()).isEmpty()) {
                    return samples;
                }
            }
        }
        return new RecordingFiles(store, run.name()).samples(side, from, to);
    }

    /// Null where it was finished just now.
    private static byte @Nullable [] samples(RecordingParts parts, Side side, long from, long to) {
        try {
            return parts.samples(side, from, to);
        } catch (RecordingGone finished) {
            return null;
        }
    }

    private static byte[] interleaved(byte[] left, byte[] right) {
        var both = new byte[left.length * 2];
        for (var i = 0; i < left.length; i += Pcm.BYTES) {
            System.arraycopy(left, i, both, 2 * i, Pcm.BYTES);
            System.arraycopy(right, i, both, 2 * i + Pcm.BYTES, Pcm.BYTES);
        }
        return both;
    }
}
