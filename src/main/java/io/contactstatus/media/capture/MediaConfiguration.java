package io.contactstatus.media.capture;

import io.contactstatus.media.MediaProperties;
import io.contactstatus.media.files.MediaStore;
import io.contactstatus.media.files.MediaStores;
import io.contactstatus.store.CaptureStore;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.JobStore;
import io.contactstatus.switches.ConditionalOnSwitch;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

@Configuration(proxyBeanMethods = false)
@ConditionalOnSwitch(value = "contact-status.media.enabled", unless = "contact-status.init.enabled")
class MediaConfiguration {

    /// Longer than anybody is silent without a block, shorter than a connection that is dead may go unnoticed.
    private static final Duration SILENT_CONNECTION = Duration.ofSeconds(30);

    @Bean
    MediaStore mediaStore(MediaProperties properties) {
        return MediaStores.of(properties);
    }

    @Bean
    VideoStreams videoStreams(MediaProperties properties) {
        var http = Apache5HttpClient.builder()
                // One for each call, and some to ask where streams are served.
                .maxConnections(properties.calls() + 16)
                .socketTimeout(SILENT_CONNECTION)
                .build();
        return new VideoStreams(http, null, properties.endpoint());
    }

    @Bean
    CaptureOrders captureOrders(CaptureStore captures, JobStore jobs, MediaProperties properties, Clock clock) {
        return new CaptureOrders(captures, jobs, properties, clock);
    }

    @Bean
    Listening listening() {
        return new Listening();
    }

    @Bean
    CaptureMetrics captureMetrics(MeterRegistry meters) {
        return new CaptureMetrics(meters);
    }

    @Bean
    CaptureWork captureWork(
            ContactStore contacts,
            CaptureStore captures,
            CaptureOrders orders,
            VideoStreams streams,
            MediaStore store,
            MediaProperties properties,
            Listening listening,
            CaptureMetrics metrics,
            Clock clock) {
        return new CaptureWork(contacts, captures, orders, streams, store, properties, listening, metrics, clock);
    }

    @Bean
    AmendWork amendWork(CaptureStore captures, MediaStore store, MediaProperties properties) {
        return new AmendWork(captures, store, properties);
    }

    @Bean
    AudioRetentionWork audioRetentionWork(MediaStore store, MediaProperties properties, Clock clock) {
        return new AudioRetentionWork(store, properties.keep(), clock);
    }

    @Bean
    StoredRecordings capturedRecordings(CaptureStore captures, MediaStore store) {
        return new StoredRecordings(captures, store);
    }
}
