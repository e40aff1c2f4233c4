package io.contactstatus.recordings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/// What recordings come from: an S3 whose bucket `example-recordings` is opened below `connect/example`, with URLs that
/// live five seconds, and captured audio in files.
@TestConfiguration(proxyBeanMethods = false)
public class RecordingServices {

    public static final StoredObjects S3 = new StoredObjects();

    @Bean
    CapturedFiles capturedFiles() {
        try {
            return new CapturedFiles(Files.createTempDirectory("captured"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static class Start implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            var bucket = "contact-status.media.recordings.buckets[0].";
            TestPropertyValues.of(
                            "contact-status.media.recordings.url-lifetime=5s",
                            bucket + "name=example-recordings",
                            bucket + "prefix=connect/example",
                            bucket + "region=eu-west-2",
                            bucket + "endpoint=" + S3.endpoint())
                    .applyTo(context);
        }
    }
}
