package io.contactstatus.simulator;

import io.contactstatus.switches.ConditionalOnSwitch;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/// Starts the simulator, but only after [SimulatorGuard] has checked that it may.
@Configuration(proxyBeanMethods = false)
@ConditionalOnSwitch("contact-status.simulator.enabled")
@EnableConfigurationProperties(SimulatorProperties.class)
class SimulatorConfiguration {

    /// Looks before any other bean is made: making the store may already make tables.
    @Bean
    static BeanFactoryPostProcessor simulatorGuard(Environment environment) {
        return beans -> SimulatorGuard.check(environment);
    }

    @Bean
    SimulatorRunner simulatorRunner(
            SimulatorProperties properties, SimulatedRecords sink, ObjectProvider<Clock> clock) {
        return new SimulatorRunner(properties, sink, clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    SimulatorInfo simulatorInfo() {
        return new SimulatorInfo();
    }
}
