package io.contactstatus.media.capture;

import io.contactstatus.media.capture.CaptureRun.Patience;
import io.contactstatus.media.matroska.MediaItem;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the last connections to a call's stream have had, and whether more is to be expected of the next ones.
final class Connections {

    private static final Logger log = LoggerFactory.getLogger(Connections.class);

    /// Whatever is wrong with the stream: it is not asked for any longer.
    private static final Duration LONGEST_SILENCE = Duration.ofDays(1);

    /// A call of which no record ever says that it is over does not hold its connection for ever.
    private static final int SILENCES_OF_A_LIVE_CALL = 8;

    /// Those that had nothing, one after the other, before it is believed that there is nothing.
    private static final int EMPTY_ONES = 2;

    private static final int MOST_PAUSES = 5;

    /// Why one had nothing.
    ///
    /// @param isLasting whether it stays like that until an operator does something
    private record Trouble(String words, boolean isLasting) {}

    private final CapturedCall call;
    private final Patience patience;
    private final InstantSource clock;
    private long lastHeard;
    private int fruitless;
    private int empty;
    private boolean endedCleanly;
    private @Nullable Trouble trouble;
    private @Nullable Trouble warnedOf;

    Connections(CapturedCall call, Patience patience, InstantSource clock) {
        this.call = call;
        this.patience = patience;
        this.clock = clock;
        lastHeard = clock.millis();
    }

    static Duration longestOfALiveCall(Patience patience) {
        return patience.silence().multipliedBy(SILENCES_OF_A_LIVE_CALL);
    }

    void begins() {
        endedCleanly = false;
    }

    void refused(StreamRefused refused) {
        call.reconnects(refused.why().name());
        switch (refused.why()) {
            case NO_SUCH_PLACE -> {}
            case NO_SUCH_STREAM -> {
                meets(new Trouble("there is no such stream", true));
                empty++;
            }
            case FORBIDDEN -> meets(new Trouble("the stream may not be read", true));
            case TOO_MANY -> meets(new Trouble("the stream is read by too many", false));
            case UNREACHABLE, BROKEN -> meets(new Trouble("Kinesis Video Streams cannot be reached", false));
        }
        log.debug("the stream of {} cannot be read: {}", call.contactId(), refused.getMessage());
    }

    /// Kinesis Video Streams gives up in the body.
    void failed(MediaItem.Failed failed) {
        call.reconnects(failed.code());
        meets(
                failed.isOfTheKey()
                        ? new Trouble("the key of the stream cannot be used", true)
                        : new Trouble("Kinesis Video Streams cannot read the stream", false));
    }

    /// An alarm watches for the words: without a right no call is captured, and each fails by itself. A new stream may
    /// not be there yet, and an old one is not there any more.
    private void meets(Trouble met) {
        if (met.isLasting() && met.equals(trouble) && !met.equals(warnedOf) && isRecent()) {
            log.warn("nothing can be captured of {}: {}", call.contactId(), met.words());
            warnedOf = met;
        }
        trouble = met;
    }

    /// What is long past its stream's retention, and read again with old records, has not failed.
    boolean isRecent() {
        return call.state().from().isAfter(clock.instant().minus(LONGEST_SILENCE.multipliedBy(2)));
    }

    /// A fragment can be read, of whichever contact.
    void bringsOne() {
        trouble = null;
    }

    /// The call itself is heard.
    void heard() {
        lastHeard = clock.millis();
    }

    void ended(MediaItem.How how) {
        call.reconnects(how.name());
        endedCleanly = how == MediaItem.How.CLEAN;
        trouble = endedCleanly ? null : trouble;
    }

    /// @param isProvisional whether a fragment is left of which nothing says yet whether it is whole
    void hadNothing(boolean isProvisional) {
        fruitless++;
        empty += endedCleanly && !isProvisional ? 1 : 0;
    }

    void hadSomething() {
        fruitless = 0;
        empty = 0;
    }

    /// @param wasOver whether the call was when the last one was opened: what was spoken last was there by then
    /// @param isOver whether it is by now
    boolean areEnough(boolean wasOver, boolean isOver, boolean isProvisional) {
        var quiet = Duration.ofMillis(clock.millis() - lastHeard);
        var longest = isOver ? patience.silence() : longestOfALiveCall(patience);
        var isQuiet = quiet.compareTo(longest) >= 0;
        // One that was refused or cut says nothing about what there is.
        var isHopeless = trouble != null && trouble.isLasting() && isQuiet;
        return (empty >= EMPTY_ONES && !isProvisional && (wasOver || isQuiet))
                || isHopeless
                || quiet.compareTo(LONGEST_SILENCE) >= 0;
    }

    /// Before the next one: longer after each that brought nothing.
    Duration pause() {
        return patience.pause().multipliedBy(Math.clamp(fruitless, 1, MOST_PAUSES));
    }

    /// In words; null where nothing is wrong.
    @Nullable
    String trouble() {
        return trouble == null ? null : trouble.words();
    }
}
