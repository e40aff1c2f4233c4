package io.contactstatus.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.contactstatus.store.HistoryArchive;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class ArchiveConfigurationTest {

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withUserConfiguration(ArchiveConfiguration.class, Settings.class);

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(ArchiveProperties.class)
    static class Settings {}

    @Test
    void whatWasArchivedIsAnsweredAndErasedAlsoAfterArchivingWasSwitchedOff(@TempDir Path directory) {
        application
                .withPropertyValues("contact-status.archive.directory=" + directory)
                .run(context -> {
                    assertThat(context).hasNotFailed().doesNotHaveBean(ArchiveWork.class);
                    assertThat(context.getBean(HistoryArchive.class)).isInstanceOf(ArchivedObjects.class);
                });
    }

    @Test
    void whereThereIsNoPlaceThereIsNoArchive() {
        application
                .withPropertyValues("contact-status.archive.bucket= ", "contact-status.archive.directory=")
                .run(context ->
                        assertThat(context.getBean(HistoryArchive.class)).isEqualTo(HistoryArchive.NONE));
    }

    @Test
    void thereIsOnePlaceOfItAndNoneOnlyWhereNothingIsArchived(@TempDir Path directory) {
        for (var enabled : new boolean[] {true, false}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> settings(enabled, directory, "bucket"))
                    .withMessageContaining("contact-status.archive.directory")
                    .withMessageContaining(".bucket");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(true, null, ""))
                .withMessageContaining("contact-status.archive.directory");
        assertThat(settings(true, directory, "").bucket()).isNull();
        assertThat(settings(true, null, "bucket").bucket()).isEqualTo("bucket");
    }

    private static ArchiveProperties settings(boolean enabled, @Nullable Path directory, @Nullable String bucket) {
        return new ArchiveProperties(enabled, directory, bucket, "archive/", null, null);
    }
}
