package io.contactstatus;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class Time {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
