package io.contactstatus.live;

import io.contactstatus.view.AgentView;
import io.contactstatus.view.ContactSummaryView;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientConfigurationBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Connects to Redis only when it is the bus. An ordinary import, because the auto-configurations that the
/// application excludes are excluded from every import of auto-configurations.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "contact-status.live.bus", havingValue = "redis")
@Import(DataRedisAutoConfiguration.class)
class RedisBusConfiguration {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    @Bean
    Bus redisBus(
            LiveProperties properties,
            RedisConnectionFactory connections,
            JsonMapper json,
            ChangeQueue<ContactSummaryView> contacts,
            ChangeQueue<AgentView> agents,
            LiveSpeech speech,
            StateRefresher<ContactSummaryView> contactRefresher,
            StateRefresher<AgentView> agentRefresher,
            LiveMetrics metrics) {
        // During a deployment, instances of two versions share the channel.
        var lenient = json.rebuild()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
        Runnable refresh = () -> {
            contactRefresher.requestRefresh();
            agentRefresher.requestRefresh();
        };
        return new RedisBus(properties.channel(), connections, lenient, contacts, agents, speech, refresh, metrics);
    }

    /// A change that cannot be published now is not worth keeping.
    @Bean
    LettuceClientOptionsBuilderCustomizer refusesWhatCannotBeSent() {
        return options -> options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS);
    }

    @Bean
    LettuceClientConfigurationBuilderCustomizer doesNotWaitForLong(Environment environment) {
        return client -> {
            if (!environment.containsProperty("spring.data.redis.timeout")) {
                client.commandTimeout(TIMEOUT);
            }
        };
    }

    @Bean
    ClientResourcesBuilderCustomizer comesBackSoon() {
        return resources -> resources.reconnectDelay(
                Delay.exponential(Duration.ofMillis(100), Duration.ofSeconds(3), 2, TimeUnit.MILLISECONDS));
    }
}
