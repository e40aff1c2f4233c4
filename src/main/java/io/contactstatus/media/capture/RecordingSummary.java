package io.contactstatus.media.capture;

import io.contactstatus.media.audio.Pcm;
import io.contactstatus.media.audio.Position;
import io.contactstatus.media.audio.SampleRange;
import io.contactstatus.media.audio.SampleSpan;
import io.contactstatus.media.audio.Speech;
import io.contactstatus.media.files.RecordingFiles;
import io.contactstatus.media.files.RecordingName;
import io.contactstatus.media.files.RecordingParts;
import io.contactstatus.media.matroska.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What is known of a recording once all of it is there.
///
/// @param gaps of nothing on either side, in samples from the start
record RecordingSummary(
        RecordingName name,
        Position position,
        List<SampleRange> customerSpeech,
        List<SampleRange> agentSpeech,
        List<SampleRange> gaps) {

    static final long SHORTEST_GAP = Pcm.PER_SECOND / 5;

    private static final int WINDOW = 64 * 1024;

    static RecordingSummary of(RecordingParts parts) {
        var customer = new Speech();
        var agent = new Speech();
        var gaps = new ArrayList<SampleRange>();
        long[] end = new long[1];
        parts.forEachSpan(span -> span(span, customer, agent, gaps, end));
        return new RecordingSummary(parts.name(), parts.position(), customer.utterances(), agent.utterances(), gaps);
    }

    /// Of files that were written anew.
    static RecordingSummary of(RecordingFiles files, RecordingName name, Position position, List<SampleRange> gaps) {
        return new RecordingSummary(
                name,
                position,
                speech(files, Side.CUSTOMER, position.customerSamples()),
                speech(files, Side.AGENT, position.agentSamples()),
                gaps);
    }

    private static List<SampleRange> speech(RecordingFiles files, Side side, long samples) {
        var speech = new Speech();
        for (var first = 0L; first < samples; first += WINDOW) {
            speech.add(new SampleSpan(side, first, files.samples(side, first, Math.min(samples, first + WINDOW))));
        }
        return speech.utterances();
    }

    private static void span(SampleSpan span, Speech customer, Speech agent, List<SampleRange> gaps, long[] end) {
        (span.side() == Side.CUSTOMER ? customer : agent).add(span);
        if (span.offset() - end[0] > SHORTEST_GAP) {
            gaps.add(new SampleRange(end[0], span.offset()));
        }
        end[0] = Math.max(end[0], span.end());
    }

    Instant startedAt() {
        return Instant.ofEpochMilli(position.startMillis());
    }

    Instant stoppedAt() {
        return Instant.ofEpochMilli(position.endMillis());
    }

    Instant at(long sample) {
        return Instant.ofEpochMilli(position.startMillis() + sample / Pcm.PER_MILLI);
    }
}
