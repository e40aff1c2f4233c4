package io.contactstatus.bench;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/// An application that has the service's starters and does nothing with them: what a start of the service is
/// compared with. Runs without the service's classes on its class path.
@EnableAutoConfiguration
class BareApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(BareApplication.class, arguments);
    }
}
