package io.contactstatus.recordings;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Talk;
import io.contactstatus.media.AudioRun;
import io.contactstatus.media.AudioRuns;
import io.contactstatus.media.AudioTrack;
import io.contactstatus.media.AudioWave;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Captured audio in real files, 8 kHz and 16 bit: what a capture has committed, without the capture.
public final class CapturedFiles implements AudioRuns {

    public static final String STREAM = "arn:aws:kinesisvideo:eu-west-2:123456789012:stream/connect-1/1";
    public static final Talk TALK = new Talk(40, 35, 2, 21, 6);

    private static final int HEADER = Wav.HEADER;
    private static final int SAMPLES_A_MILLISECOND = 8;

    private final Path directory;
    private final Map<String, List<AudioRun>> runs = new ConcurrentHashMap<>();

    public CapturedFiles(Path directory) {
        this.directory = directory;
    }

    /// @param millis of audio that is there
    public AudioRun run(AudioRun.State state, Instant startedAt, long millis, AudioRun.@Nullable Pause pause) {
        var stoppedAt = state == AudioRun.State.CAPTURING ? null : startedAt.plusMillis(millis);
        return new AudioRun(
                new ContactId("any"),
                0,
                "run-" + startedAt.toEpochMilli(),
                STREAM,
                state,
                startedAt,
                stoppedAt,
                millis,
                0,
                pause == null ? List.of() : List.of(pause),
                TALK,
                null);
    }

    public void put(String contactId, AudioRun... told) {
        for (var run : told) {
            for (var track : AudioTrack.values()) {
                write(file(run, track), samples(run, track));
            }
        }
        runs.put(
                contactId,
                IntStream.range(0, told.length)
                        .mapToObj(number -> numbered(told[number], number))
                        .toList());
    }

    private static AudioRun numbered(AudioRun run, int number) {
        return new AudioRun(
                run.contact(),
                number,
                run.id(),
                run.streamArn(),
                run.state(),
                run.startedAt(),
                run.stoppedAt(),
                run.millis(),
                run.revision(),
                run.pauses(),
                run.talk(),
                run.reason());
    }

    /// A tone for each side: 400 Hz for the customer, 700 Hz for the agent.
    private static byte[] samples(AudioRun run, AudioTrack track) {
        var count = Math.toIntExact(run.millis() * SAMPLES_A_MILLISECOND);
        var bytes = ByteBuffer.allocate(count * frame(track)).order(ByteOrder.LITTLE_ENDIAN);
        for (var index = 0; index < count; index++) {
            if (track != AudioTrack.AGENT) {
                bytes.putShort(tone(400, index));
            }
            if (track != AudioTrack.CUSTOMER) {
                bytes.putShort(tone(700, index));
            }
        }
        return bytes.array();
    }

    private static short tone(int hertz, int index) {
        return (short) (8_000 * Math.sin(2 * Math.PI * hertz * index / 8_000));
    }

    private static int frame(AudioTrack track) {
        return track == AudioTrack.ALL ? 4 : 2;
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Path file(AudioRun run, AudioTrack track) {
        return directory.resolve(run.id() + "-" + track + ".pcm");
    }

    @Override
    public List<AudioRun> runs(ContactId contact) {
        return runs.getOrDefault(contact.value(), List.of());
    }

    @Override
    public List<AudioRun> finished(ContactId contact) {
        return runs(contact).stream()
                .filter(run -> run.state() == AudioRun.State.AVAILABLE)
                .toList();
    }

    @Override
    public boolean isThere(AudioRun run, AudioTrack track) {
        return Files.exists(file(run, track));
    }

    /// As a retention of the bucket would.
    void lose(AudioRun run, AudioTrack track) {
        try {
            Files.delete(file(run, track));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public long length(AudioRun run, AudioTrack track, long millis) {
        return HEADER + millis * SAMPLES_A_MILLISECOND * frame(track);
    }

    @Override
    public void write(AudioRun run, AudioTrack track, long millis, long from, long until, OutputStream out)
            throws IOException {
        var header = Wav.header(8_000, frame(track) / 2, (int) length(run, track, millis) - HEADER);
        if (from < HEADER) {
            out.write(header, (int) from, (int) (Math.min(until, HEADER) - from));
        }
        if (until > HEADER) {
            var first = Math.max(from, HEADER) - HEADER;
            try (var samples = FileChannel.open(file(run, track))) {
                samples.transferTo(first, until - HEADER - first, Channels.newChannel(out));
            }
        }
    }

    @Override
    public Optional<AudioWave> wave(AudioRun run, int points) {
        var point = Math.max(100, run.millis() / points);
        var count = (int) (run.millis() / point);
        return Optional.of(new AudioWave(
                point,
                IntStream.range(0, count)
                        .mapToObj(index -> index % 20 < 10 ? 200 : 20)
                        .toList(),
                IntStream.range(0, count)
                        .mapToObj(index -> index % 20 < 10 ? 20 : 160)
                        .toList()));
    }
}
