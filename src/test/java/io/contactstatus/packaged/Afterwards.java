package io.contactstatus.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.store.LocalDynamoDb;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// What has to be so when instances have read everything that a load put into their streams.
final class Afterwards {

    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final int AT_ONCE = 100;

    private Afterwards() {}

    static void awaitShown(Service service, List<String> contactIds) {
        await().atMost(LONGEST)
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(contactIds)
                        .allSatisfy(id ->
                                assertThat(service.status("/contacts/" + id)).isEqualTo(200)));
    }

    /// All shards are read by somebody, and nobody is behind.
    static void awaitCaughtUp(Fleet fleet, List<String> streams) {
        await().atMost(LONGEST).untilAsserted(() -> {
            for (var stream : streams) {
                assertThat(fleet.services())
                        .as("readers of %s", stream)
                        .anyMatch(service -> service.millisBehind().containsKey(stream));
            }
            assertThat(fleet.services())
                    .flatExtracting(service -> service.millisBehind().values())
                    .allSatisfy(behind -> assertThat(behind).isLessThan(1_000));
        });
    }

    /// Every contact is what one process makes of the same records, and the dead letters are what nobody could
    /// read.
    static void assertAsInPeace(Fleet fleet, Load load) {
        try (var undisturbed = ServiceProcess.serving(LocalDynamoDb.freshPrefix())) {
            var truth = undisturbed.service();
            var arrived = load.arrived();
            for (var start = 0; start < arrived.size(); start += AT_ONCE) {
                truth.ingestThroughFirehose(arrived.subList(start, Math.min(start + AT_ONCE, arrived.size())));
            }
            assertThat(load.stories()).hasSizeGreaterThan(20);
            for (var story : load.stories()) {
                Truth.assertShown(truth, story);
                Truth.assertSame(fleet.service(0), truth, story);
            }
            for (var service : fleet.services()) {
                assertThat(service.agents()).isEqualTo(truth.agents());
                assertThat(service.activeContacts()).isEqualTo(truth.activeContacts());
                assertThatAllIsDone(service);
            }
        }
        assertThatDeadLettersAre(fleet.service(0).deadLetters(), load);
    }

    private static void assertThatDeadLettersAre(List<JsonNode> letters, Load load) {
        assertThat(load.poison()).isNotEmpty();
        assertThat(letters)
                .extracting(letter -> letter.get("payload").stringValue())
                .containsOnlyOnceElementsOf(load.perhapsTwice() == 0 ? load.poison() : List.of())
                .hasSameElementsAs(load.poison());
        assertThat(letters).hasSizeLessThanOrEqualTo(load.poison().size() + load.perhapsTwice());
    }

    private static void assertThatAllIsDone(Service service) {
        var counts = await().atMost(LONGEST).until(service::counts, now -> now.inFlight() == 0);
        counts.assertThatTheyAddUp();
    }
}
