package io.contactstatus.media.capture;

import io.contactstatus.background.BackgroundLoop;
import io.contactstatus.background.BackgroundLoop.Next;
import io.contactstatus.media.audio.Position;
import io.contactstatus.media.matroska.Fragment;
import io.contactstatus.media.matroska.FragmentReader;
import io.contactstatus.media.matroska.MediaItem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Captures one call, from wherever it was left to its end.
///
/// ```
///           ┌────────────── body ends, is cut, or says an error: after a pause, from the last fragment on
///           ▼                       │
/// permission awaited ──▶ reading ───┴──▶ another contact speaks, streaming was stopped, or
///      │                    │            the call is over and a new connection brings nothing ──▶ files
///      └── withdrawn ◀──────┘
///             │
///             ▼
///          deleted
/// ```
///
/// The end of a body never means that the call is over: Amazon ends each after 45 minutes, and whenever there is
/// nothing for a few seconds.
final class CaptureRun {

    /// Fragments without a contact belong to the contact before, if they follow it at once.
    static final Duration CONTIGUOUS = Duration.ofSeconds(2);

    private static final Duration ATTENTION = Duration.ofSeconds(2);
    private static final Duration LAST_ROUND = Duration.ofSeconds(2);

    /// How a capture ended.
    enum Outcome {
        FINISHED,
        WITHDRAWN
    }

    /// @param silence how long a call that is not said to be over may have no audio
    /// @param pause between two connections; longer after each that brought nothing
    record Patience(Duration silence, Duration pause) {}

    /// What of the last connections is still to be decided.
    private enum Reading {
        GOES_ON,
        IS_OVER
    }

    private final CapturedCall call;
    private final VideoStreams streams;
    private final Writer writer;
    private final Patience patience;
    private final InstantSource clock;
    private final Instant from;
    private final Connections connections;
    private final PlaceToGoOn place = new PlaceToGoOn();
    private volatile @Nullable StreamBody body;
    private volatile @Nullable CaptureLost lost;
    private boolean isFollowed;
    private boolean ours;
    private @Nullable Fragment provisional;

    CaptureRun(CapturedCall call, VideoStreams streams, Writer writer, Patience patience, InstantSource clock) {
        this.call = call;
        this.streams = streams;
        this.writer = writer;
        this.patience = patience;
        this.clock = clock;
        connections = new Connections(call, patience, clock);
        from = call.state().from();
    }

    /// @throws CaptureLost when another owner goes on with it
    Outcome run() throws InterruptedException {
        writer.takeOver();
        ours = writer.position() != null;
        var attendant = BackgroundLoop.of("capture of " + call.contactId(), this::attend);
        attendant.start();
        try {
            return read();
        } finally {
            attendant.stop(LAST_ROUND);
            hangUp();
            writer.close();
        }
    }

    private Outcome read() throws InterruptedException {
        while (true) {
            var another = lost;
            if (another != null) {
                throw another;
            }
            endIfOrderedAnew();
            switch (call.state().permission()) {
                case Permission.Withdrawn() -> {
                    writer.discard();
                    return Outcome.WITHDRAWN;
                }
                case Permission.Awaited() -> {
                    if (call.state().over()) {
                        writer.finish();
                        return Outcome.FINISHED;
                    }
                    rest();
                }
                case Permission.Given given -> {
                    call.rests(false);
                    if (readOnce(given) == Reading.IS_OVER && isPermitted() && !isBegunAgain()) {
                        writer.finish();
                        tellFailure();
                        return Outcome.FINISHED;
                    }
                }
            }
        }
    }

    /// Whether streaming went on after it was stopped, within the same contact: then that is the same recording, with
    /// silence between.
    ///
    /// @throws CaptureLost when it went on by another order, whose own capture goes on with the recording
    private boolean isBegunAgain() throws InterruptedException {
        var longest = Connections.longestOfALiveCall(patience);
        var until = clock.instant().plus(longest);
        writer.commit();
        while (true) {
            endIfOrderedAnew();
            if (!isPermitted()) {
                return true;
            }
            if (!isStopped()
                    || isFollowed
                    || call.state().over()
                    || clock.instant().isAfter(until)) {
                return false;
            }
            rest();
        }
    }

    /// Streaming has begun again: the capture that was ordered with that goes on with what is stored.
    private void endIfOrderedAnew() throws InterruptedException {
        if (!call.state().from().equals(from)) {
            if (call.state().permission() instanceof Permission.Withdrawn) {
                writer.discard();
            } else {
                writer.commit();
            }
            throw new CaptureLost(false);
        }
    }

    /// There is nothing to read for now, and there may not be for the rest of the call.
    private void rest() throws InterruptedException {
        call.rests(true);
        Thread.sleep(patience.pause().multipliedBy(2));
    }

    private boolean isStopped() {
        var state = call.state();
        return state.until() != null || state.lastFragment() != null;
    }

    private void tellFailure() {
        var trouble = connections.trouble();
        if (trouble != null && connections.isRecent() && writer.isEmpty()) {
            call.failed(trouble);
        }
    }

    private boolean isPermitted() {
        return call.state().permission() instanceof Permission.Given;
    }

    /// One connection, and the pause after it.
    private Reading readOnce(Permission.Given given) throws InterruptedException {
        var wasOver = nothingMoreIsSpoken();
        var before = writer.position();
        var reading = Reading.GOES_ON;
        connections.begins();
        try (var open = streams.open(call.state().streamArn(), place.next(before, start(given)))) {
            body = open;
            reading = read(new FragmentReader(open.bytes()), given);
        } catch (StreamRefused refused) {
            connections.refused(refused);
            if (refused.why() == StreamRefused.Why.NO_SUCH_PLACE) {
                place.isGone();
            }
        } finally {
            body = null;
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (reading == Reading.IS_OVER) {
            return reading;
        }
        if (Objects.equals(before, writer.position())) {
            connections.hadNothing(provisional != null);
        } else {
            connections.hadSomething();
        }
        if (connections.areEnough(wasOver, nothingMoreIsSpoken(), provisional != null)) {
            return Reading.IS_OVER;
        }
        Thread.sleep(connections.pause());
        return Reading.GOES_ON;
    }

    private boolean nothingMoreIsSpoken() {
        var state = call.state();
        return state.over()
                || (state.until() != null && state.until().plus(CONTIGUOUS).isBefore(clock.instant()));
    }

    private Instant start(Permission.Given given) {
        return Stream.of(call.state().from(), given.since(), Instant.ofEpochMilli(writer.finishedUntil()))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private Reading read(FragmentReader reader, Permission.Given given) throws InterruptedException {
        while (isPermitted()) {
            switch (reader.next()) {
                case MediaItem.Whole(var fragment) -> {
                    // What is read again by its time comes before it.
                    var last = provisional;
                    provisional = last != null && fragment.timeMillis() < last.timeMillis() ? last : null;
                    place.isLeft();
                    connections.bringsOne();
                    if (take(fragment, given) == Reading.IS_OVER) {
                        return Reading.IS_OVER;
                    }
                }
                case MediaItem.Failed failed -> {
                    connections.failed(failed);
                    place.isGone();
                    return Reading.GOES_ON;
                }
                case MediaItem.Ended(var how, var last) -> {
                    connections.ended(how);
                    return ended(how, last, given);
                }
            }
        }
        return Reading.GOES_ON;
    }

    /// A fragment of which nothing says that it is whole is taken when it comes again just the same, or nothing comes.
    private Reading ended(MediaItem.How how, @Nullable Fragment last, Permission.Given given)
            throws InterruptedException {
        if (how != MediaItem.How.CLEAN) {
            return Reading.GOES_ON;
        }
        var before = provisional;
        provisional = last;
        if (before == null || (last != null && last.bytes() != before.bytes())) {
            return Reading.GOES_ON;
        }
        provisional = null;
        return take(before, given);
    }

    private Reading take(Fragment fragment, Permission.Given given) throws InterruptedException {
        var state = call.state();
        if (state.until() != null && fragment.timeMillis() >= state.until().toEpochMilli()) {
            return Reading.IS_OVER;
        }
        var speaker = fragment.contactId();
        var at = writer.position();
        if (speaker == null ? isContiguous(at, fragment) : speaker.equals(call.contactId())) {
            ours = true;
            connections.heard();
            while (mayBeKept(fragment)) {
                Thread.sleep(patience.pause());
            }
            writer.write(given.kept(fragment));
            var isLast = fragment.number() != null && fragment.number().equals(state.lastFragment());
            return isLast ? Reading.IS_OVER : Reading.GOES_ON;
        }
        if (speaker == null) {
            return Reading.GOES_ON;
        }
        if (at != null && fragment.timeMillis() >= at.lastMillis()) {
            isFollowed = true;
            call.followedBy(speaker, fragment.timeMillis());
            return Reading.IS_OVER;
        }
        ours = false;
        var late = fragment.timeMillis() - state.from().toEpochMilli();
        return at == null && late > patience.silence().toMillis() ? Reading.IS_OVER : Reading.GOES_ON;
    }

    /// Whether it was said in a pause that no record has ended yet: that one may have ended before it, and is heard
    /// of in a moment. What is silenced cannot be brought back, and what is not must not be stored; so it
    /// waits, and what comes after it as well.
    private boolean mayBeKept(Fragment fragment) {
        var end = Instant.ofEpochMilli(fragment.lastMillis());
        return lost == null
                && isPermitted()
                && end.isAfter(clock.instant().minus(PauseTimes.GRACE))
                && call.state().silent().stream()
                        .anyMatch(pause -> pause.until() == null && !end.isBefore(pause.from()));
    }

    private boolean isContiguous(@Nullable Position at, Fragment fragment) {
        return ours && at != null && fragment.timeMillis() - at.endMillis() < CONTIGUOUS.toMillis();
    }

    /// What must not wait for the next fragment, which may be long in coming.
    private Next attend() throws InterruptedException {
        var state = call.state();
        if (!state.from().equals(from)) {
            hangUp();
        }
        switch (state.permission()) {
            case Permission.Given _ -> {
                try {
                    writer.silence(PauseTimes.known(state.silent(), clock.instant()));
                    writer.commitIfOld();
                } catch (CaptureLost another) {
                    lost = another;
                    hangUp();
                    return Next.never();
                }
            }
            case Permission.Awaited _, Permission.Withdrawn _ -> hangUp();
        }
        return Next.after(ATTENTION);
    }

    private void hangUp() {
        var open = body;
        if (open != null) {
            open.close();
        }
    }
}
