package io.contactstatus.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DynamoDbJobStoreTest {

    private static final String KIND = "catch-up";

    /// Ahead of the machine's clock: DynamoDB Local deletes what has expired by that one, now and then.
    private final MovingClock clock = new MovingClock(Instant.parse("2036-01-05T12:00:00Z"));
    private final JobStore jobs = TestStores.over(
                    LocalDynamoDb.shared().client(), LocalDynamoDb.freshPrefix(), new SimpleMeterRegistry(), clock)
            .jobs();

    private Job begun(String id) {
        assertThat(jobs.create(KIND, id, Map.of("logGroup", "/aws/connect/a"), Map.of("position", "0")))
                .isTrue();
        return found(id);
    }

    private Job found(String id) {
        return jobs.find(KIND, id).orElseThrow();
    }

    private Job taken(String id, String owner) {
        return jobs.take(found(id), owner).orElseThrow();
    }

    @Test
    void beginsAJobThatIsNobodysYet() {
        var job = begun("1");

        assertThat(job.state()).isEqualTo(Job.State.RUNNING);
        assertThat(job.request()).containsExactly(Map.entry("logGroup", "/aws/connect/a"));
        assertThat(job.progress()).containsExactly(Map.entry("position", "0"));
        assertThat(job.reason()).isNull();
        assertThat(job.createdAt()).isEqualTo(clock.instant());
        assertThat(job.lease().owner()).isNull();
        assertThat(jobs.running(KIND)).containsExactly(job);
    }

    @Test
    void leavesAJobThatIsThereAlreadyAsItIs() {
        begun("1");
        jobs.advance(taken("1", "a"), Map.of("position", "7"), null);

        assertThat(jobs.create(KIND, "1", Map.of(), Map.of("position", "0"))).isFalse();

        assertThat(found("1").progress()).containsEntry("position", "7");
    }

    @Test
    void givesAJobToOneOnlyOfManyThatWantItAtOnce() throws Exception {
        var job = begun("1");

        var winners = new ArrayList<Optional<Job>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tries = IntStream.range(0, 16)
                    .mapToObj(number -> threads.submit(() -> jobs.take(job, "instance-" + number)))
                    .toList();
            for (var one : tries) {
                winners.add(one.get());
            }
        }

        assertThat(winners.stream().flatMap(Optional::stream)).hasSize(1);
    }

    @Test
    void doesNotGiveAwayAJobWhoseOwnerHasBeenHeardOfSince() {
        begun("1");
        var held = taken("1", "a");
        var asRead = found("1");

        assertThat(jobs.beat(held)).isTrue();

        assertThat(jobs.take(asRead, "b")).isEmpty();
        assertThat(jobs.beat(held)).isTrue();
    }

    @Test
    void refusesEverythingOfAnOwnerWhoseJobWasTakenOver() {
        begun("1");
        var first = taken("1", "a");
        var second = taken("1", "b");

        assertThat(jobs.beat(first)).isFalse();
        assertThat(jobs.advance(first, Map.of("position", "9"), null)).isFalse();
        assertThat(jobs.finish(first, Job.State.DONE, null)).isFalse();
        jobs.release(first);

        assertThat(found("1").progress()).containsEntry("position", "0");
        assertThat(found("1").lease().owner()).isEqualTo("b");
        assertThat(jobs.advance(second, Map.of("position", "1"), null)).isTrue();
    }

    @Test
    void remembersHowFarAJobIsAndWhatItWaitsFor() {
        begun("1");
        var held = taken("1", "a");
        clock.pass(Duration.ofMinutes(1));

        assertThat(jobs.advance(held, Map.of("position", "5", "records", "12"), "throttled"))
                .isTrue();

        assertThat(found("1").progress()).isEqualTo(Map.of("position", "5", "records", "12"));
        assertThat(found("1").reason()).isEqualTo("throttled");
        assertThat(found("1").updatedAt()).isEqualTo(clock.instant());
        assertThat(jobs.advance(held, Map.of("position", "6"), null)).isTrue();
        assertThat(found("1").reason()).isNull();
    }

    @Test
    void letsAReleasedJobBeTakenWithItsProgress() {
        begun("1");
        var held = taken("1", "a");
        jobs.advance(held, Map.of("position", "5"), null);

        jobs.release(held);

        assertThat(found("1").lease().owner()).isNull();
        assertThat(taken("1", "b").progress()).containsEntry("position", "5");
    }

    @Test
    void endsAJobForGood() {
        begun("1");
        var held = taken("1", "a");

        assertThat(jobs.finish(held, Job.State.FAILED, "there is no such log group"))
                .isTrue();

        assertThat(found("1").state()).isEqualTo(Job.State.FAILED);
        assertThat(found("1").reason()).isEqualTo("there is no such log group");
        assertThat(jobs.running(KIND)).isEmpty();
        assertThat(jobs.take(found("1"), "b")).isEmpty();
        assertThat(jobs.stop(KIND, "1")).isFalse();
    }

    @Test
    void doesNotForgetAJobThatWaitsAsLongAsItsOwnerLives() {
        begun("1");
        var held = taken("1", "a");

        for (var week = 0; week < 8; week++) {
            clock.pass(Duration.ofDays(7));
            assertThat(jobs.beat(held)).isTrue();
        }

        assertThat(found("1").progress()).containsEntry("position", "0");
    }

    @Test
    void stopsAJobUnderItsOwnersHands() {
        begun("1");
        var held = taken("1", "a");

        assertThat(jobs.stop(KIND, "1")).isTrue();

        assertThat(jobs.beat(held)).isFalse();
        assertThat(jobs.advance(held, Map.of("position", "9"), null)).isFalse();
        assertThat(jobs.finish(held, Job.State.DONE, null)).isFalse();
        assertThat(found("1").state()).isEqualTo(Job.State.STOPPED);
        assertThat(jobs.running(KIND)).isEmpty();
        assertThat(jobs.stop(KIND, "1")).isFalse();
        assertThat(jobs.stop(KIND, "unknown")).isFalse();
    }

    @Test
    void listsNewestFirstPageByPageAndEachKindByItself() {
        IntStream.range(10, 33).forEach(number -> begun(Integer.toString(number)));
        jobs.create("back-fill", "99", Map.of(), Map.of());

        var listed = new ArrayList<String>();
        String from = null;
        do {
            var page = jobs.newest(KIND, 5, from);
            page.items().forEach(job -> listed.add(job.id()));
            from = page.next();
        } while (from != null);

        assertThat(listed)
                .containsExactlyElementsOf(IntStream.range(10, 33)
                        .mapToObj(number -> Integer.toString(42 - number))
                        .toList());
        assertThat(jobs.newest("back-fill", 5, null).items())
                .extracting(Job::id)
                .isEqualTo(List.of("99"));
    }

    @Test
    void forgetsAJobThatNobodyHasTouchedForItsRetention() {
        begun("1");
        jobs.finish(taken("1", "a"), Job.State.DONE, null);

        clock.pass(Duration.ofDays(30));

        assertThat(jobs.find(KIND, "1")).isEmpty();
        assertThat(jobs.newest(KIND, 5, null).items()).isEmpty();
        assertThat(begun("1").state()).isEqualTo(Job.State.RUNNING);
    }
}
