package io.contactstatus;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// The service: every role in one process, each to be switched off by configuration.
@SpringBootApplication
@ConfigurationPropertiesScan
public class ContactStatusApplication {

    static void main(String[] arguments) {
        if (Initialization.isAskedFor(arguments)) {
            System.exit(Initialization.run(arguments));
        }
        SpringApplication.run(ContactStatusApplication.class, arguments);
    }
}
