package io.contactstatus.pages.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.contactstatus.audit.AuditTrail;
import io.contactstatus.deadletters.DeadLetterReplay;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.MovingClock;
import io.contactstatus.store.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.ui.ExtendedModelMap;

class DeadLetterPageControllerTest {

    private final TestStores stores = TestStores.over(
            LocalDynamoDb.shared().client(),
            LocalDynamoDb.freshPrefix(),
            new SimpleMeterRegistry(),
            // To come: DynamoDB Local, too, deletes what has expired by its own clock.
            new MovingClock(Instant.parse("2126-01-05T12:00:00Z")));
    private final DeadLetterPageController controller = new DeadLetterPageController(
            stores.deadLetters(), mock(DeadLetterReplay.class), mock(DeadLetterSlices.class), mock(AuditTrail.class));

    private ExtendedModelMap shownTo(String... roles) {
        var id = stores.deadLetters()
                .keep("no schema", "http", "body", "+819012345678".getBytes(StandardCharsets.UTF_8));
        var request = new MockHttpServletRequest();
        for (var role : roles) {
            request.addUserRole(role);
        }
        var model = new ExtendedModelMap();
        controller.letter(id, request, model);
        return model;
    }

    @Test
    void showsAPayloadOnlyToWhoMaySeePersonalData() {
        assertThat(shownTo("SCOPE_admin").get("payload")).isNull();
        assertThat(shownTo("SCOPE_admin", "SCOPE_pii:read").get("payload"))
                .isEqualTo(new PayloadText("+819012345678", false, true));
    }
}
