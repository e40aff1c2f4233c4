package io.contactstatus.media.capture;

import io.contactstatus.media.audio.Pcm;
import io.contactstatus.media.audio.Placed;
import io.contactstatus.media.audio.Placement;
import io.contactstatus.media.audio.Position;
import io.contactstatus.media.audio.SampleRange;
import io.contactstatus.media.audio.SampleSpan;
import io.contactstatus.media.capture.ArchivedStreams.ArchivedFragment;
import io.contactstatus.media.files.RecordingFiles;
import io.contactstatus.media.files.RecordingRepair;
import io.contactstatus.media.matroska.Block;
import io.contactstatus.media.matroska.Fragment;
import io.contactstatus.media.matroska.FragmentReader;
import io.contactstatus.media.matroska.MediaItem;
import io.contactstatus.media.matroska.Side;
import io.contactstatus.objects.ObjectStore;
import io.contactstatus.store.Capture;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Repairs one recording: fills its gaps, and its end where the stream went on, with what the archive has. What is
/// there already is left as it is.
final class Repair {

    /// So much is asked for and held at a time.
    private static final long STRETCH = Pcm.in(Duration.ofMinutes(1));

    /// A range that begins within a fragment leaves it out.
    private static final Duration AROUND = Duration.ofSeconds(5);

    /// By so much a block may lie elsewhere than its time says.
    private static final long DRIFT_MILLIS = 264;

    private static final long HALF_A_BLOCK_MILLIS = 32;

    private final RecordingState state;
    private final RecordedRun run;
    private final Capture.Recorded recorded;
    private final ArchivedStreams archive;
    private final ObjectStore store;
    private final RecordingFiles files;
    private final RecordingRepair repair;
    private final boolean isLastTry;
    private int fragments;

    /// @param isLastTry whether what cannot be read is left out; otherwise nothing is written before all can be
    Repair(
            RecordingState state,
            RecordedRun run,
            Capture.Recorded recorded,
            ArchivedStreams archive,
            ObjectStore store,
            boolean isLastTry) {
        this.isLastTry = isLastTry;
        this.state = state;
        this.run = run;
        this.recorded = recorded;
        this.archive = archive;
        this.store = store;
        files = new RecordingFiles(store, run.name());
        repair = new RecordingRepair(store, run.name());
    }

    /// The recording as it is then; null when the archive has no more either, or the recording was deleted.
    @Nullable
    RecordedRun run() throws StreamRefused {
        var json = store.read(run.name().json());
        if (json.isEmpty() || RecordingJson.isDeleted(json.get())) {
            return null;
        }
        if (!run.isRepaired() && RecordingJson.isRepaired(json.get())) {
            return goneOn(json.get());
        }
        repair.begin();
        try {
            var gapsLeft = new ArrayList<SampleRange>();
            for (var gap : gaps(json.get())) {
                gapsLeft.addAll(fill(gap));
            }
            return repair.isEmpty() ? null : write(RecordingJson.fragments(json.get()) + fragments, gapsLeft);
        } finally {
            // Also where the recording was deleted meanwhile: what was found is its audio.
            repair.end();
        }
    }

    /// An attempt before this one had written the files, and broke off before that was said.
    private RecordedRun goneOn(byte[] json) throws StreamRefused {
        var gaps = gapsWithin(json);
        var customer = files.samples(Side.CUSTOMER);
        var agent = files.samples(Side.AGENT);
        var position = new Position(run.startMillis(), customer, agent, 0, 0, 0, null, null, 0);
        var summary = RecordingSummary.of(files, run.name(), position, gaps);
        var written = run.repaired(position, gaps.size(), state.talk(summary));
        var more = written.isIncomplete(recorded)
                ? new Repair(state, written, recorded, archive, store, isLastTry).run()
                : null;
        return more == null ? written : more;
    }

    private List<SampleRange> gapsWithin(byte[] json) {
        return RecordingJson.gaps(json).stream()
                .map(gap -> new SampleRange(gap.firstSample(run.startMillis()), gap.endSample(run.startMillis())))
                .toList();
    }

    /// In samples; the last one is behind the end.
    private List<SampleRange> gaps(byte[] json) {
        var gaps = new ArrayList<>(gapsWithin(json));
        var end = Math.max(run.customerSamples(), run.agentSamples());
        if (recorded.until() != null) {
            var streamed = (recorded.until().toEpochMilli() - run.startMillis()) * Pcm.PER_MILLI;
            if (streamed > end) {
                gaps.add(new SampleRange(end, streamed));
            }
        }
        return gaps;
    }

    /// What is left of the gap.
    private List<SampleRange> fill(SampleRange gap) throws StreamRefused {
        var left = new ArrayList<SampleRange>();
        var at = position(gap.from());
        var end = gap.from();
        for (var from = gap.from(); from < gap.to(); from += STRETCH) {
            var to = Math.min(gap.to(), from + STRETCH);
            var spans = new ArrayList<SampleSpan>();
            for (var fragment : fragments(from, to)) {
                var placed = place(at, fragment, gap);
                if (placed != null) {
                    at = placed.position();
                    placed.spans().stream()
                            .map(span -> span.within(gap.from(), gap.to()))
                            .filter(Objects::nonNull)
                            .forEach(spans::add);
                    fragments++;
                }
            }
            repair.add(spans);
            for (var span : spans) {
                if (span.offset() - end > RecordingSummary.SHORTEST_GAP) {
                    left.add(new SampleRange(end, span.offset()));
                }
                end = Math.max(end, span.end());
            }
        }
        if (gap.to() - end > RecordingSummary.SHORTEST_GAP && gap.to() <= run.samples()) {
            left.add(new SampleRange(end, gap.to()));
        }
        return left;
    }

    private Position position(long samples) {
        var millis = run.startMillis() + samples / Pcm.PER_MILLI;
        return new Position(run.startMillis(), samples, samples, 0, 0, millis - DRIFT_MILLIS, null, null, 0);
    }

    private Placed.@Nullable Appended place(Position at, Fragment fragment, SampleRange gap) {
        var blocks = fragment.blocks().stream()
                .filter(block -> block.timeMillis() > at.lastMillis())
                .toList();
        if (at.fragments() == 0) {
            blocks = Arrays.stream(Side.values())
                    .flatMap(side -> missing(blocks(fragment, side, at.lastMillis()), side, gap.from()).stream())
                    .toList();
        }
        if (blocks.isEmpty()) {
            return null;
        }
        var rest = new Fragment(
                fragment.number(),
                fragment.token(),
                fragment.contactId(),
                fragment.behindMillis(),
                blocks.stream().mapToLong(Block::timeMillis).min().orElseThrow(),
                blocks);
        return new Placement(Duration.ofDays(1)).place(at, rest) instanceof Placed.Appended appended ? appended : null;
    }

    private static List<Block> blocks(Fragment fragment, Side side, long after) {
        return fragment.blocks().stream()
                .filter(block -> block.side() == side && block.timeMillis() > after)
                .toList();
    }

    /// The blocks that are not recorded before the gap. Times alone do not tell, as blocks may be placed a little
    /// off theirs: the last one that was recorded is known by its samples.
    private List<Block> missing(List<Block> blocks, Side side, long gapFrom) {
        var gapMillis = run.startMillis() + gapFrom / Pcm.PER_MILLI;
        for (var i = blocks.size() - 1; i >= 0; i--) {
            var block = blocks.get(i);
            var samples = block.samples().length / Pcm.BYTES;
            if (block.timeMillis() - gapMillis <= DRIFT_MILLIS
                    && samples <= gapFrom
                    && isSound(block)
                    && Arrays.equals(block.samples(), files.samples(side, gapFrom - samples, gapFrom))) {
                return blocks.subList(i + 1, blocks.size());
            }
        }
        return blocks.stream()
                .filter(block -> block.timeMillis() >= gapMillis - HALF_A_BLOCK_MILLIS)
                .toList();
    }

    /// All silences are alike.
    private static boolean isSound(Block block) {
        return !Arrays.equals(block.samples(), new byte[block.samples().length]);
    }

    private List<Fragment> fragments(long from, long to) throws StreamRefused {
        var first = at(from);
        var last = at(to);
        var listed = archive.list(run.streamArn(), first.minus(AROUND), last.plus(AROUND)).stream()
                .filter(fragment -> fragment.until().isAfter(first.minusMillis(DRIFT_MILLIS))
                        && fragment.from().isBefore(last))
                .map(ArchivedFragment::number)
                .toList();
        var read = new ArrayList<Fragment>();
        for (var left = listed; !left.isEmpty(); ) {
            left = left.subList(Math.min(left.size(), read(left, read)), left.size());
        }
        return read;
    }

    /// Those of ours.
    ///
    /// @param read gets them
    /// @return how many were read, or have to be left out
    private int read(List<String> numbers, List<Fragment> read) throws StreamRefused {
        var isOurs = false;
        var whole = 0;
        try (var body = archive.open(run.streamArn(), numbers)) {
            var reader = new FragmentReader(body.bytes());
            while (true) {
                switch (reader.next()) {
                    case MediaItem.Whole(var fragment) -> {
                        whole++;
                        isOurs = isOurs(read, isOurs, fragment);
                        if (isOurs) {
                            read.add(fragment);
                        }
                    }
                    case MediaItem.Failed failed -> {
                        return without(whole, StreamRefused.by(failed));
                    }
                    case MediaItem.Ended(var how, var rest) -> {
                        if (how != MediaItem.How.CLEAN) {
                            return without(whole, StreamRefused.by(how));
                        }
                        // Of a list that was asked for, the last one ends with the body.
                        if (rest != null && isOurs(read, isOurs, rest)) {
                            read.add(rest);
                        }
                        return numbers.size();
                    }
                }
            }
        }
    }

    /// What comes after a fragment that cannot be read may be sound.
    private int without(int whole, StreamRefused refused) throws StreamRefused {
        if (isLastTry && refused.why() == StreamRefused.Why.BROKEN) {
            return whole + 1;
        }
        throw refused;
    }

    /// Those without a contact follow one of ours at once.
    ///
    /// @param wasOurs whether the one before in the stream is the last one that was read
    private boolean isOurs(List<Fragment> read, boolean wasOurs, Fragment fragment) {
        var speaker = fragment.contactId();
        return speaker == null
                ? wasOurs && isContiguous(read.getLast(), fragment)
                : speaker.equals(state.contact().value());
    }

    private static boolean isContiguous(Fragment before, Fragment fragment) {
        var end = before.blocks().stream()
                .mapToLong(block -> block.timeMillis() + block.samples().length / Pcm.BYTES / Pcm.PER_MILLI)
                .max()
                .orElse(before.timeMillis());
        return fragment.timeMillis() - end < CaptureRun.CONTIGUOUS.toMillis();
    }

    private Instant at(long sample) {
        return Instant.ofEpochMilli(run.startMillis() + sample / Pcm.PER_MILLI);
    }

    /// Anew when a pause or a withdrawal is told of meanwhile.
    ///
    /// @param all how many fragments there are then
    private @Nullable RecordedRun write(int all, List<SampleRange> gapsLeft) {
        while (true) {
            var json = store.open(run.name().json()).map(StoredJson::read).orElse(null);
            if (json == null || RecordingJson.isDeleted(json.bytes())) {
                return null;
            }
            var silent = state.silent();
            var customer = repair.write(Side.CUSTOMER, span -> silenced(span, silent));
            var agent = repair.write(Side.AGENT, span -> silenced(span, silent));
            if (state.permission() instanceof Permission.Withdrawn) {
                files.delete();
                return RecordedRun.deleted(run.name(), run.streamArn(), StoredCall.WITHDRAWN);
            }
            if (!silent.equals(state.silent())) {
                continue;
            }
            var position = new Position(run.startMillis(), customer, agent, 0, 0, 0, null, null, fragments);
            var summary = RecordingSummary.of(files, run.name(), position, gapsLeft);
            var left = gapsLeft.stream()
                    .map(gap -> new TimeRange(at(gap.from()), at(gap.to())))
                    .toList();
            // Others change the files as well, and say so there.
            if (store.replace(
                    run.name().json(),
                    json.tag(),
                    RecordingJson.repaired(json.bytes(), summary.stoppedAt(), all, left, silent))) {
                return run.repaired(position, gapsLeft.size(), state.talk(summary));
            }
        }
    }

    private SampleSpan silenced(SampleSpan span, List<TimeRange> silent) {
        return PauseTimes.silenced(run.startMillis(), List.of(span), silent).getFirst();
    }
}
