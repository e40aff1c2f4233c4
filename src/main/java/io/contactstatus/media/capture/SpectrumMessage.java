package io.contactstatus.media.capture;

import io.contactstatus.media.audio.Pcm;
import io.contactstatus.media.audio.SpectrumFrames;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// One side for about a second, as it is sent.
record SpectrumMessage(String track, String startedAt, int frameMillis, List<Double> levelDb, List<int[]> bars) {

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    static SpectrumMessage of(SpectrumFrames frames) {
        return new SpectrumMessage(
                frames.side().name().toLowerCase(Locale.ROOT),
                MILLIS.format(frames.startedAt()),
                Pcm.FRAME_MILLIS,
                frames.levelDb(),
                frames.bars());
    }
}
