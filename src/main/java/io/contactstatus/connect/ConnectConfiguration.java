package io.contactstatus.connect;

import io.contactstatus.background.RequestRateLimiter;
import io.contactstatus.switches.ConditionalOnSwitch;
import io.contactstatus.visibility.ConnectInstances;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ConnectConfiguration {

    @Bean
    ConnectClients connectClients(ConnectProperties properties, ConnectInstances instances) {
        return new ConnectClients(properties.endpoint(), instances);
    }

    @Bean
    ConnectDirectory connectDirectory(ConnectClients clients, JsonMapper json) {
        return new ConnectDirectory(clients, json);
    }

    @Bean
    @ConditionalOnSwitch(value = "contact-status.connect.enabled", byDefault = true)
    ContactStops contactStops(ConnectClients clients, ConnectProperties properties, Clock clock, MeterRegistry meters) {
        return new ContactStops(clients, new RequestRateLimiter(properties.maxStopsPerSecond()), clock, meters);
    }
}
