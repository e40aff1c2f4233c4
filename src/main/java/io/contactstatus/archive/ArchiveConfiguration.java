package io.contactstatus.archive;

import io.contactstatus.objects.DirectoryObjectStore;
import io.contactstatus.objects.ObjectStores;
import io.contactstatus.s3.BucketAddressing;
import io.contactstatus.store.ArchiveStore;
import io.contactstatus.store.HistoryArchive;
import io.contactstatus.switches.ConditionalOnSwitch;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
@ConditionalOnSwitch("contact-status.archive.enabled")
class ArchiveConfiguration {

    @Bean
    HistoryArchive historyArchive(ArchiveProperties properties, Environment environment) {
        var directory = properties.directory();
        if (directory != null) {
            return new ArchivedObjects(new DirectoryObjectStore(directory));
        }
        return new ArchivedObjects(ObjectStores.bucket(
                Objects.requireNonNull(properties.bucket()),
                properties.prefix(),
                properties.kmsKey(),
                properties.endpoint(),
                BucketAddressing.isByPath(properties.endpoint(), environment)));
    }

    @Bean
    ArchiveMetrics archiveMetrics(MeterRegistry meters, Clock clock) {
        return new ArchiveMetrics(meters, clock);
    }

    @Bean
    @ConditionalOnSwitch(unless = "contact-status.init.enabled")
    ArchiveWork archiveWork(ArchiveStore store, ArchiveMetrics metrics) {
        return new ArchiveWork(store, metrics);
    }
}
