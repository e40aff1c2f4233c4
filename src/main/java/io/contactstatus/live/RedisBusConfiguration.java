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

/// Redis is only there when instances are to tell each other by it. As an ordinary import: what the application
/// excludes
/// of auto-configurations it excludes from all imports of such.
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
            Hearing<ContactSummaryView> contacts,
            Hearing<AgentView> seats,
            Upkeep<ContactSummaryView> contactUpkeep,
            Upkeep<AgentView> seatUpkeep,
            LiveMetrics metrics) {
        // Instances of two versions may talk to each other for a while.
        var lenient = json.rebuild()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
        Runnable doubt = () -> {
            contactUpkeep.doubt();
            seatUpkeep.doubt();
        };
        return new RedisBus(properties.channel(), connections, lenient, contacts, seats, doubt, metrics);
    }

    /// What cannot be told now is not worth keeping.
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
