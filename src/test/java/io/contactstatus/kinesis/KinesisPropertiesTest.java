package io.contactstatus.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class KinesisPropertiesTest {

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(KinesisProperties.class)
    static class Settings {}

    @Test
    void readsNothingUnlessSwitchedOn() {
        application.run(context -> {
            var properties = context.getBean(KinesisProperties.class);
            assertThat(properties.enabled()).isFalse();
            assertThat(properties.maxRecords())
                    .as("more than the 1,000 a second that a shard takes")
                    .isEqualTo(10_000);
            assertThat(properties.timing().leaseDeletion())
                    .as("longer than a deployment")
                    .isEqualTo(Duration.ofHours(1));
            assertThat(properties.timing().failover()).isEqualTo(Duration.ofSeconds(10));
            assertThat(properties.timing().leaderLease()).isEqualTo(Duration.ofSeconds(20));
        });
    }

    @Test
    void isSetAsOperatorsWriteIt() {
        application
                .withPropertyValues(
                        "contact-status.kinesis.enabled=true",
                        "contact-status.kinesis.streams=calls,arn:aws:kinesis:eu-west-2:111122223333:stream/agents",
                        "contact-status.kinesis.retrieval=fan-out",
                        "contact-status.kinesis.http=http-2",
                        "contact-status.kinesis.initial-position=AT_TIMESTAMP",
                        "contact-status.kinesis.initial-timestamp=2026-01-05T12:00:00Z")
                .run(context -> {
                    var properties = context.getBean(KinesisProperties.class);
                    assertThat(properties.retrieval()).isEqualTo(KinesisProperties.Retrieval.FAN_OUT);
                    assertThat(properties.http()).isEqualTo(KinesisProperties.Http.HTTP_2);
                    assertThat(properties.streams().stream().map(StreamName::parse))
                            .containsExactly(
                                    new StreamName("calls", null),
                                    new StreamName("agents", "arn:aws:kinesis:eu-west-2:111122223333:stream/agents"));
                });
    }

    @ParameterizedTest
    @CsvSource({
        "contact-status.kinesis.application=ab, application",
        "contact-status.kinesis.application=no spaces, application",
        "contact-status.kinesis.streams=, contact-status.kinesis.streams",
        "contact-status.kinesis.initial-position=AT_TIMESTAMP, initial-timestamp",
        "contact-status.kinesis.max-records=20000, maxRecords",
        "contact-status.kinesis.timing.idle-between-reads=50ms, idleBetweenReads",
        "contact-status.kinesis.prefetch.bytes=100KB, prefetch.bytes",
        "contact-status.kinesis.prefetch.bytes=3GB, prefetch.bytes",
        "contact-status.kinesis.timing.leader-heartbeat=20s, leader-lease"
    })
    void refusesWhatCannotWork(String setting, String named) {
        application
                .withPropertyValues(
                        "contact-status.kinesis.enabled=true", "contact-status.kinesis.streams=calls", setting)
                .run(context ->
                        assertThat(context).hasFailed().getFailure().rootCause().hasMessageContaining(named));
    }
}
