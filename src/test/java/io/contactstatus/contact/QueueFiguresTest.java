package io.contactstatus.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.QueueDeparture.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class QueueFiguresTest {

    private static final QueueFigures.Limits LIMITS =
            new QueueFigures.Limits(Duration.ofSeconds(20), Duration.ofSeconds(5));

    @Test
    void everyOfferedContactIsOneOfItsKinds() {
        var figures = sum(
                Stream.of(Kind.values()).map(kind -> departure(kind, 7, 100)).toList());

        assertThat(figures.offered()).isEqualTo(6);
        assertThat(figures.answered()
                        + figures.abandoned()
                        + figures.callbacksRequested()
                        + figures.wentOn()
                        + figures.transferredOut()
                        + figures.others())
                .isEqualTo(figures.offered());
        assertThat(figures.callbacks()).isEqualTo(new QueueFigures.Callbacks(3, 1, 1));
        assertThat(figures.answerSeconds()).isEqualTo(7);
        assertThat(figures.handleSeconds()).isEqualTo(100);
    }

    @Test
    void aWaitOfTheVeryLimitIsWithinIt() {
        var figures = sum(List.of(
                departure(Kind.ANSWERED, 20, 0),
                departure(Kind.ANSWERED, 21, 0),
                departure(Kind.ABANDONED, 5, 0),
                departure(Kind.ABANDONED, 6, 0)));

        assertThat(figures.answeredWithin()).isEqualTo(1);
        assertThat(figures.abandonedShort()).isEqualTo(1);
        assertThat(figures.leftWithin()).isEqualTo(3);
        assertThat(figures.longestWaitSeconds()).isEqualTo(21);
    }

    @Test
    void percentagesHaveOneDecimalAndAreRoundedHalfUp() {
        var figures = new QueueFigures(
                120, 101, 96, 9, 4, 6, 2, 0, 2, 102, 1414, 31512, 180, new QueueFigures.Callbacks(8, 6, 2));

        assertThat(figures.servicePercent()).isEqualTo(90.6);
        assertThat(figures.connectPercent()).isEqualTo(85.0);
        assertThat(figures.averageAnswerSeconds()).isEqualTo(14);
        assertThat(figures.averageHandleSeconds()).isEqualTo(312);
        assertThat(sum(List.of(departure(Kind.ANSWERED, 1, 0), departure(Kind.ANSWERED, 2, 0)))
                        .averageAnswerSeconds())
                .isEqualTo(2);
    }

    @Test
    void nothingIsDividedByNothing() {
        assertThat(QueueFigures.NONE.servicePercent()).isNull();
        assertThat(QueueFigures.NONE.connectPercent()).isNull();
        assertThat(QueueFigures.NONE.averageAnswerSeconds()).isNull();
        assertThat(QueueFigures.NONE.averageHandleSeconds()).isNull();
        assertThat(sum(List.of(departure(Kind.ABANDONED, 3, 0))).servicePercent())
                .isNull();
    }

    @Test
    void sumsDoNotDependOnOrderOrGrouping() {
        var random = new Random(14);
        var kinds = List.of(Kind.values());
        var departures = new ArrayList<QueueDeparture>();
        for (var count = 0; count < 200; count++) {
            var kind = kinds.get(random.nextInt(kinds.size()));
            departures.add(departure(kind, random.nextInt(60), random.nextInt(600)));
        }
        var whole = sum(departures);

        Collections.shuffle(departures, random);
        var parts = sum(departures.subList(0, 70)).plus(sum(departures.subList(70, 200)));

        assertThat(parts).isEqualTo(whole);
        assertThat(whole.plus(QueueFigures.NONE)).isEqualTo(whole);
    }

    private static QueueFigures sum(List<QueueDeparture> departures) {
        return QueueFigures.of(departures, LIMITS);
    }

    private static QueueDeparture departure(Kind kind, int wait, int handle) {
        return new QueueDeparture("billing", Instant.EPOCH, kind, null, "VOICE", wait, handle, null, List.of());
    }
}
