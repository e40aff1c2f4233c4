package io.contactstatus.retention;

import io.contactstatus.store.LiveHistories;
import io.contactstatus.switches.ConditionalOnSwitch;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// There wherever contacts are stored: what is written with an expiry has to be looked after.
@Configuration(proxyBeanMethods = false)
@ConditionalOnSwitch(unless = "contact-status.init.enabled")
class RetentionConfiguration {

    @Bean
    RetentionMetrics retentionMetrics(MeterRegistry meters, Clock clock) {
        return new RetentionMetrics(meters, clock);
    }

    @Bean
    HistoryRetentionWork prolongingWork(LiveHistories histories, RetentionMetrics metrics, Clock clock) {
        return new HistoryRetentionWork(histories, metrics, clock);
    }
}
