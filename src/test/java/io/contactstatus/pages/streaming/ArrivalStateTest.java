package io.contactstatus.pages.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ArrivalStateTest {

    private static final Instant NOW = Instant.parse("2026-01-05T12:00:30Z");
    private static final SortedMap<Long, Long> NOTHING = new TreeMap<>();

    private static Instant ago(int minutes) {
        return NOW.minus(Duration.ofMinutes(minutes));
    }

    /// So many each minute, from then until then.
    private static SortedMap<Long, Long> every(int from, int to, int step, long count) {
        var minutes = new TreeMap<Long, Long>();
        for (var minute = from; minute >= to; minute -= step) {
            minutes.put(ago(minute).getEpochSecond() / 60, count);
        }
        return minutes;
    }

    private static ArrivalState of(@Nullable Instant last, SortedMap<Long, Long> minutes, @Nullable Instant others) {
        return ArrivalState.of(last, minutes, false, others, NOW);
    }

    @Test
    void whatNeverCameIsNotSuspicious() {
        assertThat(of(null, NOTHING, NOW)).isEqualTo(ArrivalState.NEVER);
    }

    @Test
    void whatCameAMomentAgoArrives() {
        assertThat(of(ago(1), every(50, 1, 1, 9), NOW)).isEqualTo(ArrivalState.NOW);
    }

    @Test
    void whatUsuallyComesAllTheTimeIsMissedAfterAFewMinutesOnceOthersCome() {
        assertThat(of(ago(4), every(50, 4, 1, 9), NOW)).isEqualTo(ArrivalState.QUIET);
        assertThat(of(ago(6), every(50, 6, 1, 9), NOW)).isEqualTo(ArrivalState.SILENT);
    }

    @Test
    void whatComesRarelyMayStayAwayForLonger() {
        assertThat(of(ago(10), every(58, 10, 12, 1), NOW)).isEqualTo(ArrivalState.QUIET);
        assertThat(of(ago(40), every(58, 40, 3, 1), NOW)).isEqualTo(ArrivalState.SILENT);
        assertThat(of(ago(50), NOTHING, NOW)).isEqualTo(ArrivalState.QUIET);
        assertThat(of(ago(61), NOTHING, NOW)).isEqualTo(ArrivalState.SILENT);
    }

    @Test
    void nobodyIsToBlameForSilenceWhenNothingComesAtAll() {
        assertThat(of(ago(20), every(50, 20, 1, 9), ago(20))).isEqualTo(ArrivalState.QUIET);
    }

    @Test
    void agentsAreToldOfEveryFewMinutesHoweverSeldomElse() {
        assertThat(ArrivalState.of(ago(4), NOTHING, true, NOW, NOW)).isEqualTo(ArrivalState.QUIET);
        assertThat(ArrivalState.of(ago(6), NOTHING, true, NOW, NOW)).isEqualTo(ArrivalState.SILENT);
    }
}
