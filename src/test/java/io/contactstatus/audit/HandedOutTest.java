package io.contactstatus.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.audit.HandedOut.Recording;
import io.contactstatus.store.MovingClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HandedOutTest {

    private static final Recording ONE = new Recording("mori", AuditKind.PLAYBACK, "contact-1", 0);

    private final MovingClock clock = new MovingClock(Instant.parse("2026-01-05T12:00:00Z"));
    private final HandedOut handedOut = new HandedOut(clock);

    @Test
    void isNewAgainAfterTenMinutesHoweverOftenItWasGivenMeanwhile() {
        assertThat(handedOut.isNew(ONE)).isTrue();
        for (var minute = 1; minute < 10; minute++) {
            clock.pass(Duration.ofMinutes(1));
            assertThat(handedOut.isNew(ONE)).isFalse();
        }

        clock.pass(Duration.ofMinutes(1));

        assertThat(handedOut.isNew(ONE)).isTrue();
    }

    @Test
    void isNewForAnotherCallerAnotherKindAndAnotherRecording() {
        handedOut.isNew(ONE);

        assertThat(handedOut.isNew(new Recording(null, AuditKind.PLAYBACK, "contact-1", 0)))
                .isTrue();
        assertThat(handedOut.isNew(new Recording("mori", AuditKind.DOWNLOAD, "contact-1", 0)))
                .isTrue();
        assertThat(handedOut.isNew(new Recording("mori", AuditKind.PLAYBACK, "contact-1", 1)))
                .isTrue();
    }

    @Test
    void forgetsTheOldestOnesOfTooMany() {
        handedOut.isNew(ONE);
        for (var index = 0; index < 10_000; index++) {
            handedOut.isNew(new Recording("mori", AuditKind.PLAYBACK, "contact-2", index));
        }

        assertThat(handedOut.isNew(new Recording("mori", AuditKind.PLAYBACK, "contact-2", 9_999)))
                .isFalse();
        assertThat(handedOut.isNew(ONE)).isTrue();
    }
}
