package io.contactstatus.media.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.media.capture.Permission.Awaited;
import io.contactstatus.media.capture.Permission.Given;
import io.contactstatus.media.capture.Permission.Withdrawn;
import io.contactstatus.store.Capture;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PauseTimesTest {

    @Test
    void pausesLastFromTheirBeginningToTheNextEnd() {
        assertThat(silent(List.of(1, 2, 7), List.of(0, 4, 5), null))
                .containsExactly(new TimeRange(at(1), at(4)), new TimeRange(at(7), null));
    }

    @Test
    void aBeginningAndAnEndAtOnceAreABeginning() {
        assertThat(silent(List.of(3), List.of(3), null)).containsExactly(new TimeRange(at(3), null));
    }

    @Test
    void whatThereWasNoRoomForIsSilentForEver() {
        assertThat(silent(List.of(1, 9), List.of(2, 6, 10), 5))
                .containsExactly(new TimeRange(at(1), at(2)), new TimeRange(at(5), null));
        assertThat(silent(List.of(4), List.of(6), 5)).containsExactly(new TimeRange(at(4), null));
    }

    @Test
    void consentIsGivenFromTheFirstYesAndANoAfterItTakesItBack() {
        assertThat(Permission.of(new Capture.Consent(null, at(1)))).isEqualTo(new Awaited());
        assertThat(Permission.of(new Capture.Consent(at(2), at(1)))).isEqualTo(new Given(at(2)));
        assertThat(Permission.of(new Capture.Consent(at(2), at(2)))).isEqualTo(new Withdrawn());
        assertThat(Permission.of(new Capture.Consent(at(2), at(3)))).isEqualTo(new Withdrawn());
    }

    private static List<TimeRange> silent(List<Integer> begun, List<Integer> ended, @Nullable Integer from) {
        return PauseTimes.of(new Capture.PauseMarks(times(begun), times(ended), from == null ? null : at(from)));
    }

    private static SortedSet<Instant> times(List<Integer> seconds) {
        return new TreeSet<>(
                Arrays.asList(seconds.stream().map(PauseTimesTest::at).toArray(Instant[]::new)));
    }

    private static Instant at(int second) {
        return Instant.ofEpochSecond(second);
    }
}
