package io.contactstatus.queues;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.ProfileQueues;
import io.contactstatus.queues.LiveQueuesTest.Live;
import io.contactstatus.store.MovingClock;
import io.contactstatus.store.ProfileQueuesStore;
import io.contactstatus.store.QueueKey;
import io.contactstatus.view.AgentView;
import io.contactstatus.view.AgentsProperties;
import io.contactstatus.visibility.VisibleInstances;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AgentsOfQueuesTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final Duration STALE_AFTER = Duration.ofMinutes(5);

    private final MovingClock clock = new MovingClock(NOON);
    private final List<AgentView> agents = new ArrayList<>();
    private final List<ProfileQueues> profiles = new ArrayList<>(List.of(
            new ProfileQueues("tokyo", "Basic", NOON, Set.of("billing", "orders")),
            new ProfileQueues("tokyo", "Senior", NOON, Set.of("orders")),
            new ProfileQueues("osaka", "Basic", NOON, Set.of("chat"))));
    private final AgentsOfQueues counting = new AgentsOfQueues(
            new Live<>(agents), new Profiles(profiles), new AgentsProperties(STALE_AFTER, STALE_AFTER), clock);

    private record Profiles(List<ProfileQueues> all) implements ProfileQueuesStore {

        @Override
        public void keep(ProfileQueues told) {
            throw new UnsupportedOperationException();
        }
    }

    private void agent(String instance, @Nullable String profile, String type, String... states) {
        var id = "agent-" + agents.size();
        agents.add(new AgentView(
                id,
                "arn:aws:connect:eu-west-2:1:instance/" + instance + "/agent/" + id,
                null,
                null,
                null,
                null,
                type,
                !type.equals("OFFLINE"),
                null,
                NOON,
                null,
                null,
                profile,
                List.of(),
                clock.instant(),
                List.of(states).stream()
                        .map(state -> new AgentView.Held("c", state, NOON, "VOICE", "INBOUND", null, null, null))
                        .toList(),
                List.of()));
    }

    private @Nullable QueueAgents of(String instance, String queue) {
        return counting.now(VisibleInstances.ALL).of(new QueueKey(instance, queue));
    }

    @Test
    void anAgentCountsOnceInEachQueueOfTheRoutingProfile() {
        agent("tokyo", "Basic", "ROUTABLE");
        agent("tokyo", "Basic", "ROUTABLE", "ENDED", "CONNECTED");
        agent("tokyo", "Basic", "CUSTOM", "CONNECTING");
        agent("tokyo", "Senior", "ROUTABLE", "ENDED");
        agent("tokyo", "Senior", "CUSTOM");
        agent("tokyo", "Senior", "ROUTABLE", "MISSED");
        agent("tokyo", "Basic", "OFFLINE");

        assertThat(of("tokyo", "billing")).isEqualTo(new QueueAgents(3, 1, 2, 0, 0));
        assertThat(of("tokyo", "orders")).isEqualTo(new QueueAgents(6, 1, 2, 1, 2));
    }

    @Test
    void profilesOfOneNameAreOfTheirOwnInstance() {
        agent("osaka", "Basic", "ROUTABLE");

        assertThat(of("osaka", "chat")).isEqualTo(new QueueAgents(1, 1, 0, 0, 0));
        assertThat(of("tokyo", "billing")).isEqualTo(QueueAgents.NONE);
    }

    @Test
    void whoIsSilentForLongCountsNoMore() {
        agent("tokyo", "Basic", "ROUTABLE");
        clock.pass(STALE_AFTER.plusSeconds(1));
        agent("tokyo", "Basic", "ROUTABLE", "CONNECTED_ONHOLD");

        assertThat(of("tokyo", "billing")).isEqualTo(new QueueAgents(1, 0, 1, 0, 0));
    }

    @Test
    void nothingIsSaidOfInstancesWhoseProfilesAreNotKnown() {
        agent("kyoto", "Basic", "ROUTABLE");
        agent("tokyo", null, "ROUTABLE");

        assertThat(of("kyoto", "billing")).isNull();
        assertThat(of("tokyo", "nobody's")).isEqualTo(QueueAgents.NONE);
        assertThat(counting.profiles().apply(new QueueKey("kyoto", "billing"))).isNull();
        assertThat(counting.profiles().apply(new QueueKey("tokyo", "orders")))
                .containsExactlyInAnyOrder(
                        new RoutingProfileKey("tokyo", "Basic"), new RoutingProfileKey("tokyo", "Senior"));
    }
}
