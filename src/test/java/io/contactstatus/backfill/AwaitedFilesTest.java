package io.contactstatus.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class AwaitedFilesTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private final AwaitedFiles files = new AwaitedFiles(2);

    private void areFound(Instant... uploaded) {
        for (var at : uploaded) {
            files.add("file of " + at, at);
        }
    }

    @Test
    void whatThereIsNoRoomForIsFoundByTheTimeOfItsUpload() {
        files.begin(null, false);
        areFound(NOON, NOON.plusSeconds(1), NOON.plusSeconds(3), NOON.plusSeconds(2));
        assertThat(files.size()).isEqualTo(2);
        assertThat(files.since()).isEqualTo(NOON);
        files.end(true, NOON);

        files.begin(files.since(), false);

        assertThat(files.isNamed("file of " + NOON)).isTrue();
        assertThat(files.mayInclude(NOON.plusSeconds(1))).isFalse();
        assertThat(files.mayInclude(NOON.plusSeconds(2))).isTrue();
        assertThat(files.mayInclude(NOON.plusSeconds(3))).isTrue();
    }

    @Test
    void whatWasFoundAgainIsNotLookedForAnyMore() {
        files.begin(NOON, false);
        assertThat(files.mayInclude(NOON)).isTrue();
        assertThat(files.since()).isEqualTo(NOON);
        areFound(NOON.plusSeconds(5));
        files.end(true, NOON);
        assertThat(files.since()).isEqualTo(NOON.plusSeconds(5));

        files.begin(files.since(), false);

        assertThat(files.mayInclude(NOON.plusSeconds(9))).isFalse();
    }

    @Test
    void aRoundThatWasBegunByAnotherOneIsNotTheWholeOfIt() {
        files.begin(NOON, true);
        areFound(NOON);
        files.end(true, NOON);
        assertThat(files.since()).isEqualTo(NOON);

        files.begin(files.since(), false);

        assertThat(files.mayInclude(NOON.plusSeconds(1))).isTrue();
        files.end(true, NOON);
        files.begin(files.since(), false);
        assertThat(files.mayInclude(NOON.plusSeconds(1))).isFalse();
    }

    @Test
    void whatCouldNotBeLookedAtIsLookedAtInTheNextRound() {
        files.begin(NOON, false);
        files.end(false, NOON);

        files.begin(files.since(), false);

        assertThat(files.mayInclude(NOON)).isTrue();
    }

    @Test
    void whatHasWaitedForLongEnoughIsForgotten() {
        files.begin(null, false);
        areFound(NOON, NOON.plusSeconds(1));

        assertThat(files.end(true, NOON.plusSeconds(1))).isOne();

        assertThat(files.since()).isEqualTo(NOON.plusSeconds(1));
    }
}
