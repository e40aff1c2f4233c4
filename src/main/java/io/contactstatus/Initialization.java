package io.contactstatus;

import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/// The other way to start: makes tables and streams, waits for stand-ins that are not up yet, and ends. It serves
/// nothing, reads nothing and plays nothing. For machines and compositions where no infrastructure is managed.
@EnableAutoConfiguration
@ComponentScan({"io.contactstatus.identity", "io.contactstatus.store", "io.contactstatus.kinesis"})
@ConfigurationPropertiesScan({"io.contactstatus.identity", "io.contactstatus.store", "io.contactstatus.kinesis"})
@Import(SystemClock.class)
class Initialization {

    private static final String ENABLED = "contact-status.init.enabled";
    private static final Map<String, Object> SETTINGS = Map.of(
            ENABLED,
            true,
            "contact-status.tables.create",
            true,
            "contact-status.tables.patience",
            "${contact-status.init.patience}",
            "contact-status.simulator.enabled",
            false);

    /// By `contact-status.init.enabled` on the command line or in the environment, or by the profile `init`.
    static boolean isAskedFor(String... arguments) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
        ConfigurationPropertySources.attach(environment);
        var settings = Binder.get(environment);
        return settings.bind(ENABLED, Boolean.class).orElse(false)
                || settings.bind("spring.profiles.active", Bindable.listOf(String.class))
                        .orElse(List.of())
                        .contains("init");
    }

    /// The exit code of the process. A failure is in the log.
    static int run(String... arguments) {
        var application = new SpringApplication(Initialization.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.addInitializers(context -> context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("initialization", SETTINGS)));
        try {
            return SpringApplication.exit(application.run(arguments));
        } catch (RuntimeException told) {
            return 1;
        }
    }
}
