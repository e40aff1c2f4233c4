package io.contactstatus.archive;

import io.contactstatus.objects.DirectoryObjectStore;
import io.contactstatus.objects.ObjectStore;
import io.contactstatus.objects.ObjectStores;
import io.contactstatus.s3.BucketAddressing;
import io.contactstatus.store.ArchiveStore;
import io.contactstatus.store.HistoryArchive;
import io.contactstatus.switches.ConditionalOnSwitch;
import io.contactstatus.visibility.ConnectInstances;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
@ConditionalOnSwitch("contact-status.archive.enabled")
class ArchiveConfiguration {

    /// Not the only place of objects: recordings have another.
    record ArchivePlace(ObjectStore objects) {}

    @Bean
    ArchivePlace archivePlace(ArchiveProperties properties, Environment environment) {
        var directory = properties.directory();
        if (directory != null) {
            return new ArchivePlace(new DirectoryObjectStore(directory));
        }
        return new ArchivePlace(ObjectStores.bucket(
                Objects.requireNonNull(properties.bucket()),
                properties.prefix(),
                properties.kmsKey(),
                properties.endpoint(),
                BucketAddressing.isByPath(properties.endpoint(), environment)));
    }

    @Bean
    HistoryArchive historyArchive(ArchivePlace place) {
        return new ArchivedObjects(place.objects());
    }

    @Bean
    ArchiveMetrics archiveMetrics(MeterRegistry meters, Clock clock) {
        return new ArchiveMetrics(meters, clock);
    }

    @Bean
    @ConditionalOnSwitch(unless = "contact-status.init.enabled")
    ArchiveWork archiveWork(
            ArchiveStore store, ArchivePlace place, ConnectInstances instances, ArchiveMetrics metrics, Clock clock) {
        return new ArchiveWork(store, new DayLines(place.objects(), instances, clock), metrics);
    }
}
