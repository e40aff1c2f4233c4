package io.contactstatus.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AgentActivityTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private static AgentView agent(@Nullable Instant lastContactAt, AgentView.Held... contacts) {
        return new AgentView(
                "a",
                "arn",
                "mori",
                null,
                null,
                "Available",
                "ROUTABLE",
                true,
                null,
                NOON,
                lastContactAt,
                null,
                "Basic",
                List.of(),
                NOON.plusSeconds(900),
                List.of(contacts),
                List.of());
    }

    private static AgentView.Held held(String state, int since, @Nullable Instant connected) {
        return new AgentView.Held("c", state, NOON.plusSeconds(since), "VOICE", "INBOUND", null, null, connected);
    }

    @Test
    void whoIsFreeIsSoSinceTheLastContactOrSinceTheStatusWasSet() {
        assertThat(AgentActivity.since(agent(null))).isEqualTo(NOON);
        assertThat(AgentActivity.since(agent(NOON.minusSeconds(60)))).isEqualTo(NOON);
        assertThat(AgentActivity.since(agent(NOON.plusSeconds(60)))).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void whoPutsAContactOnHoldIsOnItForAsLongAsBefore() {
        var talking = agent(NOON, held("CONNECTED", 30, NOON.plusSeconds(30)));
        var holding = agent(NOON, held("CONNECTED_ONHOLD", 90, NOON.plusSeconds(30)));

        assertThat(AgentActivity.since(holding)).isEqualTo(AgentActivity.since(talking));
        assertThat(AgentActivity.since(agent(NOON, held("ENDED", 120, NOON.plusSeconds(30)))))
                .isEqualTo(NOON.plusSeconds(120));
    }
}
