package io.contactstatus.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.Agents;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttendanceTest {

    private final Attendance attendance = new Attendance();

    private static BusMessage told(String from, long number) {
        var seat = Agents.bare("a", Instant.EPOCH, "LOGIN");
        return new BusMessage(from, number, List.of(), List.of(AgentSubject.seen(seat)));
    }

    private static BusMessage beat(String from, long number) {
        return new BusMessage(from, number, List.of(), List.of());
    }

    @Test
    void hasNothingToSayWhileEverythingArrives() {
        assertThat(attendance.isGapBefore(beat("x", 0))).isFalse();
        assertThat(attendance.isGapBefore(told("x", 1))).isFalse();
        assertThat(attendance.isGapBefore(beat("x", 1))).isFalse();
        assertThat(attendance.isGapBefore(told("x", 2))).isFalse();
        assertThat(attendance.isGapBefore(told("y", 1))).isFalse();
    }

    @Test
    void noticesWhatWasLeftOut() {
        attendance.isGapBefore(told("x", 1));

        assertThat(attendance.isGapBefore(told("x", 3))).isTrue();
        assertThat(attendance.isGapBefore(told("x", 4))).isFalse();
    }

    @Test
    void noticesTheLastOneThatWasLost() {
        attendance.isGapBefore(told("x", 1));

        assertThat(attendance.isGapBefore(beat("x", 2))).isTrue();
        assertThat(attendance.isGapBefore(beat("x", 2))).isFalse();
    }

    @Test
    void isNotConfusedByWhatArrivesTwice() {
        attendance.isGapBefore(told("x", 1));
        attendance.isGapBefore(told("x", 2));

        assertThat(attendance.isGapBefore(told("x", 1))).isFalse();
        assertThat(attendance.isGapBefore(told("x", 3))).isFalse();
    }
}
