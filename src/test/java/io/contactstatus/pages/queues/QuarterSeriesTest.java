package io.contactstatus.pages.queues;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.QueueDeparture;
import io.contactstatus.contact.QueueFigures;
import io.contactstatus.queues.FigureInterval;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuarterSeriesTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-05T12:00:00Z"), ZoneOffset.UTC);

    @Test
    void linesOfBothDaysAreOnOneScaleFromEdgeToEdge() {
        var line = Sparkline.of(List.of(0L, 6L, 3L), List.of(12L, 0L, 0L));

        assertThat(line.now()).isEqualTo("0,38 120,20 240,29");
        assertThat(line.dayBefore()).isEqualTo("0,2 120,38 240,38");
        assertThat(line.most()).isEqualTo(12);
        assertThat(Sparkline.of(List.of(0L, 0L), List.of(0L, 0L)).empty()).isTrue();
    }

    @Test
    void hoursAreSumsOfFourQuarters() {
        assertThat(QuarterSeries.hours(List.of(1L, 2L, 3L, 4L, 0L, 0L, 0L, 5L))).containsExactly(10L, 5L);
    }

    @Test
    void timesWithoutAZoneAreThoseOfTheContactCentre() {
        var tokyo = ZoneId.of("Asia/Tokyo");
        var local = new QueuePeriod("2026-01-05T09:00", "2026-01-05T10:00", FigureInterval.PT1H, tokyo).asked(NOON);
        var zoned = new QueuePeriod("2026-01-05T00:00:00Z", "", FigureInterval.PT1H, tokyo).asked(NOON);

        assertThat(local.from()).isEqualTo(zoned.from()).isEqualTo(Instant.parse("2026-01-05T00:00:00Z"));
        assertThat(local.until()).isEqualTo(Instant.parse("2026-01-05T01:00:00Z"));
        assertThat(zoned.until()).isEqualTo(NOON.instant());
    }

    @Test
    void theContactsBehindANumberAreThoseItCounts() {
        var limits = new QueueFigures.Limits(Duration.ofSeconds(20), Duration.ofSeconds(5));
        var short5 = departure(QueueDeparture.Kind.ABANDONED, 5);
        var long6 = departure(QueueDeparture.Kind.ABANDONED, 6);
        var calledBack = departure(QueueDeparture.Kind.CALLBACK_ANSWERED, 5);

        assertThat(Counted.ABANDONED_SHORT.includes(short5, limits, null)).isTrue();
        assertThat(Counted.ABANDONED_SHORT.includes(long6, limits, null)).isFalse();
        assertThat(Counted.ABANDONED.includes(long6, limits, null)).isTrue();
        assertThat(Counted.OFFERED.includes(calledBack, limits, null)).isFalse();
        assertThat(Counted.CALLBACKS_ANSWERED.includes(calledBack, limits, null))
                .isTrue();
    }

    @Test
    void theContactsOfAnAgentAreThoseTheyHadOrMissed() {
        var limits = new QueueFigures.Limits(Duration.ofSeconds(20), Duration.ofSeconds(5));
        var answered = new QueueDeparture(
                null,
                NOON.instant(),
                QueueDeparture.Kind.ANSWERED,
                null,
                "VOICE",
                9,
                60,
                "mori",
                List.of("abe", "sato"));
        var calledBack = new QueueDeparture(
                null, NOON.instant(), QueueDeparture.Kind.CALLBACK_ANSWERED, null, "VOICE", 9, 60, "mori", List.of());

        assertThat(Counted.MISSED.includes(answered, limits, "abe")).isTrue();
        assertThat(Counted.MISSED.includes(answered, limits, "mori")).isFalse();
        assertThat(Counted.MISSED.includes(answered, limits, null)).isTrue();
        assertThat(Counted.MISSED.includes(calledBack, limits, null)).isFalse();
        assertThat(Counted.ANSWERED.includes(answered, limits, "abe")).isFalse();
        assertThat(Counted.CALLBACKS_ANSWERED.includes(calledBack, limits, "mori"))
                .isTrue();
    }

    @Test
    void otherwiseIsWhateverWasNeitherAnsweredNorGivenUp() {
        var limits = new QueueFigures.Limits(Duration.ofSeconds(20), Duration.ofSeconds(5));

        for (var kind : QueueDeparture.Kind.values()) {
            var isOtherwise = switch (kind) {
                case WENT_ON, TRANSFERRED_OUT, OTHER -> true;
                default -> false;
            };
            assertThat(Counted.OTHERWISE.includes(departure(kind, 5), limits, null))
                    .as(kind.name())
                    .isEqualTo(isOtherwise);
        }
    }

    private static QueueDeparture departure(QueueDeparture.Kind kind, int wait) {
        return new QueueDeparture(null, NOON.instant(), kind, null, "VOICE", wait, 0, null, List.of());
    }
}
