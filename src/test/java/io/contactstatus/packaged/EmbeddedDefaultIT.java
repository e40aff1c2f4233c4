package io.contactstatus.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What whoever tries the service out gets to see first.
class EmbeddedDefaultIT {

    @Test
    void showsSomethingAliveSaysThatItIsSimulatedAndStillHasItAfterwards(@TempDir Path directory) {
        String contactId;
        try (var first = ServiceProcess.embeddedDefault(
                directory, Map.of("CONTACT_STATUS_SIMULATOR_RATE", "600", "CONTACT_STATUS_SIMULATOR_SPEED", "20"))) {
            var service = first.service();
            var active = await().atMost(Duration.ofSeconds(60))
                    .until(service::activeContacts, contacts -> !contacts.isEmpty());
            contactId = active.getFirst().get("contactId").stringValue();
            assertThat(first.log())
                    .contains("THE DATA IS SIMULATED", "There is no login")
                    .doesNotContain("LocalDynamoDBServerHandler", "\tat ");
        }

        try (var again =
                ServiceProcess.embeddedDefault(directory, Map.of("CONTACT_STATUS_SIMULATOR_ENABLED", "false"))) {
            assertThat(again.service().contact(contactId).get("contactId").stringValue())
                    .isEqualTo(contactId);
            assertThat(again.log()).doesNotContain("SIMULATED");
        }
    }
}
