package io.contactstatus.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.support.SpringFactoriesLoader;

class SimulatorConfigurationTest {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withUserConfiguration(SimulatorConfiguration.class, Settings.class)
            .withBean(SimulatedRecords.class, () -> payloads -> {});

    @Test
    void playsNothingUnlessSwitchedOn() {
        application.run(context -> assertThat(context)
                .hasNotFailed()
                .doesNotHaveBean(SimulatorRunner.class)
                .doesNotHaveBean(InfoContributor.class));
    }

    @Test
    void playsAndSaysSoWhenSwitchedOnAgainstAStandIn() {
        switchedOn()
                .withPropertyValues("AWS_ENDPOINT_URL_DYNAMODB=http://localhost:8000")
                .run(context -> {
                    var info = new Info.Builder();
                    context.getBean(InfoContributor.class).contribute(info);

                    assertThat(context.getBean(SimulatorRunner.class).isRunning())
                            .isTrue();
                    assertThat(info.build().getDetails()).containsEntry("simulated", true);
                });
    }

    @Test
    void doesNotStartWhenSwitchedOnAgainstAmazon() {
        switchedOn()
                .run(context -> assertThat(context).hasFailed().getFailure().isInstanceOf(SimulatorForbidden.class));
    }

    @Test
    void refusesBeforeAnythingIsMadeThatCouldTouchATable() {
        var made = new AtomicBoolean();

        application
                .withInitializer(context -> ((GenericApplicationContext) context)
                        .registerBean("aStore", Object.class, () -> made.getAndSet(true)))
                .withPropertyValues("contact-status.simulator.enabled=true", "spring.profiles.active=simulated")
                .run(context -> assertThat(context).hasFailed());

        assertThat(made).isFalse();
    }

    @Test
    void hasSensibleDefaults() {
        application.run(context -> assertThat(context.getBean(SimulatorProperties.class))
                .isEqualTo(new SimulatorProperties(
                        false,
                        SimulatorProperties.Output.INGEST,
                        20,
                        1,
                        0.02,
                        0.05,
                        0.1,
                        Duration.ofSeconds(5),
                        4,
                        null)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rate=0", "loss=1.1", "duplicates=-0.1", "disorder=2", "lateness=-1s", "speed=0"})
    void refusesSettingsThatMakeNoSense(String setting) {
        application
                .withPropertyValues("contact-status.simulator." + setting)
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void explainsItsRefusalToWhoeverStartsTheApplication() {
        var analyzers = SpringFactoriesLoader.forDefaultResourceLocation()
                .load(FailureAnalyzer.class, (type, name, failure) -> {
                    // Those that need a bean factory cannot be made here, and are not ours.
                });

        var analysis = new SimulatorForbiddenAnalyzer().analyze(new SimulatorForbidden("it is not allowed"));

        assertThat(analyzers).hasAtLeastOneElementOfType(SimulatorForbiddenAnalyzer.class);
        assertThat(analysis)
                .extracting(FailureAnalysis::getAction)
                .asString()
                .contains("CONTACT_STATUS_SIMULATOR_ENABLED=false");
    }

    private ApplicationContextRunner switchedOn() {
        return application.withPropertyValues(
                "contact-status.simulator.enabled=true", "spring.profiles.active=simulated");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(SimulatorProperties.class)
    static class Settings {}
}
