package io.contactstatus.logs;

import io.contactstatus.background.RequestRateLimiter;
import io.contactstatus.ingest.ContactIngest;
import io.contactstatus.switches.ConditionalOnSwitch;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

@Configuration(proxyBeanMethods = false)
@ConditionalOnSwitch("contact-status.logs.enabled")
class LogsConfiguration {

    @Bean
    CloudWatchLogsClient cloudWatchLogsClient(LogsProperties properties) {
        var client = CloudWatchLogsClient.builder()
                .httpClientBuilder(Apache5HttpClient.builder().maxConnections(16))
                // Retries of its own would not keep to the pace.
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .apiCallTimeout(Duration.ofSeconds(60))
                        .build());
        if (properties.endpoint() != null) {
            client.endpointOverride(properties.endpoint());
        }
        return client.build();
    }

    @Bean
    LogsMetrics logsMetrics(MeterRegistry meters, Clock clock) {
        return new LogsMetrics(meters, clock);
    }

    @Bean
    LogReader logReader(
            CloudWatchLogsClient client, ContactIngest ingest, LogsProperties properties, LogsMetrics metrics) {
        var pages = new LogPages(client, new RequestRateLimiter(properties.maxRequestsPerSecond()), metrics);
        return new LogReader(pages, ingest, properties.slice(), metrics);
    }

    @Bean
    CatchUpWork catchUpWork(LogReader reader) {
        return new CatchUpWork(reader);
    }

    @Bean
    FollowingWork followingWork(LogReader reader, LogsProperties properties, LogsMetrics metrics, Clock clock) {
        return new FollowingWork(reader, properties, metrics, clock);
    }

    @Bean(LogsHealth.NAME)
    LogsHealth logsHealth(FollowingWork following, Clock clock) {
        return new LogsHealth(following, clock);
    }
}
