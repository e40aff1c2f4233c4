package io.contactstatus.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.decode.DecodeProperties.Ingest;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.util.unit.DataSize;

class DecodePropertiesTest {

    @Configuration
    @EnableConfigurationProperties(DecodeProperties.class)
    @Import(RecordDecoder.class)
    static class Decoding {}

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(Decoding.class);

    @Test
    void hasDefaults() {
        application.run(context -> {
            assertThat(context).hasSingleBean(RecordDecoder.class);
            assertThat(context.getBean(DecodeProperties.class))
                    .isEqualTo(new DecodeProperties(
                            null,
                            new Ingest(DataSize.ofMegabytes(10), DataSize.ofMegabytes(32)),
                            new DecodeProperties.Transcripts(StoredWords.REDACTED)));
        });
    }

    @Test
    void takesAnEmptyAttributeNameForNone() {
        application
                .withPropertyValues("contact-status.customer-identifier-attribute=")
                .run(context -> assertThat(
                                context.getBean(DecodeProperties.class).customerIdentifierAttribute())
                        .isNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"max-record-size=0B", "max-inflated-size=-1MB", "max-record-size=2GB"})
    void refusesSizesOutOfBounds(String setting) {
        application.withPropertyValues("contact-status.ingest." + setting).run(context -> {
            var failure = Objects.requireNonNull(context.getStartupFailure());
            assertThat(failure).rootCause().hasMessageContaining("sizes must be more than 0 and at most 1GB");
        });
    }
}
