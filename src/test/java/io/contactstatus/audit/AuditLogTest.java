package io.contactstatus.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.identity.TestDigests;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

class AuditLogTest {

    @RegisterExtension
    final AuditLines audit = new AuditLines();

    private final Clock noon = Clock.fixed(Instant.parse("2026-01-05T12:00:00Z"), ZoneOffset.UTC);
    private final AuditLog log = new AuditLog(new JsonMapper(), noon, TestDigests.of("n".repeat(32)));
    private final AuditTrail trail = new AuditTrail(TestDigests.of("n".repeat(32)), log, noon);
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/contacts");

    private List<String> shown(int many) {
        var ids =
                Stream.generate(() -> UUID.randomUUID().toString()).limit(many).toList();
        request.setRemoteUser("mori");
        request.addUserRole("SCOPE_pii:read");
        trail.shows(request, AuditKind.LIST, ids);
        return ids;
    }

    private void ended() {
        new AuditInterceptor(log).afterCompletion(request, new MockHttpServletResponse(), this, null);
    }

    @Test
    void theLineOfALongListNamesTwoHundredContactsAndCountsTheOthers() {
        var ids = shown(250);
        // What is shown again is not one more.
        trail.shows(request, AuditKind.VIEW, ids.subList(0, 100));

        ended();

        var line = audit.of("mori").getFirst();
        assertThat(audit.text()).hasSize(1);
        assertThat(line.path("contacts").valueStream().map(id -> id.asString()))
                .containsExactlyElementsOf(ids.subList(0, 200));
        assertThat(line.path("contactsLeftOut").asInt()).isEqualTo(50);
    }

    @Test
    void theLineOfAListOfTwoHundredNamesThemAll() {
        var ids = shown(200);

        ended();

        var line = audit.of("mori").getFirst();
        assertThat(line.path("contacts").valueStream().map(id -> id.asString())).containsExactlyElementsOf(ids);
        assertThat(line.has("contactsLeftOut")).isFalse();
    }
}
