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
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/// What was archived is answered and erased also where archiving is switched off, as long as its place is known.
@Configuration(proxyBeanMethods = false)
class ArchiveConfiguration {

    /// Not the only place of objects: recordings have another.
    ///
    /// @param objects null where there is no archive
    record ArchivePlace(@Nullable ObjectStore objects) {

        ObjectStore required() {
            return Objects.requireNonNull(objects, "the settings were checked");
        }
    }

    @Bean
    ArchivePlace archivePlace(ArchiveProperties properties, Environment environment) {
        var directory = properties.directory();
        if (directory != null) {
            return new ArchivePlace(new DirectoryObjectStore(directory));
        }
        var bucket = properties.bucket();
        if (bucket == null) {
            return new ArchivePlace(null);
        }
        return new ArchivePlace(ObjectStores.bucket(
                bucket,
                properties.prefix(),
                properties.kmsKey(),
                properties.endpoint(),
                BucketAddressing.isByPath(properties.endpoint(), environment)));
    }

    @Bean
    HistoryArchive historyArchive(ArchivePlace place) {
        var objects = place.objects();
        return objects == null ? HistoryArchive.NONE : new ArchivedObjects(objects);
    }

    @Bean
    @ConditionalOnSwitch("contact-status.archive.enabled")
    ArchiveMetrics archiveMetrics(MeterRegistry meters, Clock clock) {
        return new ArchiveMetrics(meters, clock);
    }

    @Bean
    @ConditionalOnSwitch(value = "contact-status.archive.enabled", unless = "contact-status.init.enabled")
    ArchiveWork archiveWork(
            ArchiveStore store, ArchivePlace place, ConnectInstances instances, ArchiveMetrics metrics, Clock clock) {
        var objects = place.required();
        return new ArchiveWork(
                store,
                new DayLines(objects, instances, clock),
                metrics,
                new ExpiredObjects(objects, store.keep(), clock));
    }
}
