package io.contactstatus.media.capture;

import io.contactstatus.audit.AuditTrail;
import io.contactstatus.contact.ContactId;
import io.contactstatus.live.EventStreams;
import io.contactstatus.media.MediaProperties;
import io.contactstatus.media.files.MediaStores;
import io.contactstatus.objects.ObjectStore;
import io.contactstatus.store.CaptureStore;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.JobStore;
import io.contactstatus.store.VisibleContacts;
import io.contactstatus.switches.ConditionalOnSwitch;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Predicate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@ConditionalOnSwitch(value = "contact-status.media.enabled", unless = "contact-status.init.enabled")
class MediaConfiguration {

    /// Longer than a side is silent without a block, shorter than a connection that is dead may go unnoticed.
    private static final Duration SILENT_CONNECTION = Duration.ofSeconds(30);

    @Bean
    ObjectStore mediaStore(MediaProperties properties) {
        return MediaStores.of(properties);
    }

    @Bean
    @ConditionalOnProperty("contact-status.media.directory")
    DirectoryClaim directoryClaim(ObjectStore store, CaptureStore captures) {
        return new DirectoryClaim(store, captures);
    }

    /// @param environment AWS's own variables win over a stand-in
    @Bean
    DataEndpoints dataEndpoints(MediaProperties properties, Environment environment) {
        var http = Apache5HttpClient.builder()
                // One for each call, and some to ask where streams are served.
                .maxConnections(properties.calls() + 16)
                .socketTimeout(SILENT_CONNECTION)
                .build();
        var control = environment.getProperty("AWS_ENDPOINT_URL_KINESIS_VIDEO", URI.class);
        return new DataEndpoints(
                http,
                null,
                new DataEndpoints.Fixed(
                        control == null ? properties.endpoint() : control,
                        environment.getProperty("AWS_ENDPOINT_URL_KINESIS_VIDEO_MEDIA", URI.class),
                        environment.getProperty("AWS_ENDPOINT_URL_KINESIS_VIDEO_ARCHIVED_MEDIA", URI.class)));
    }

    @Bean
    VideoStreams videoStreams(DataEndpoints endpoints) {
        return new VideoStreams(endpoints);
    }

    @Bean
    ArchivedStreams archivedStreams(DataEndpoints endpoints) {
        return new ArchivedStreams(endpoints);
    }

    @Bean
    CaptureOrders captureOrders(
            ContactStore contacts, CaptureStore captures, JobStore jobs, MediaProperties properties, Clock clock) {
        return new CaptureOrders(contacts, captures, jobs, properties, clock);
    }

    @Bean
    Listening listening(GrowingRecordings recordings, ContactStore contacts) {
        Predicate<ContactId> isActive = id ->
                contacts.find(id).filter(known -> known.snapshot().active()).isPresent();
        return new Listening(id -> new CommittedSpectrum(recordings, isActive, id));
    }

    @Bean
    CaptureMetrics captureMetrics(MeterRegistry meters, Clock clock) {
        return new CaptureMetrics(meters, clock);
    }

    @Bean(MediaHealth.NAME)
    MediaHealth mediaHealth(CaptureMetrics metrics, ObjectProvider<DirectoryClaim> claim, Clock clock) {
        return new MediaHealth(metrics, claim.getIfAvailable(), clock);
    }

    @Bean
    CaptureWork captureWork(
            ContactStore contacts,
            CaptureStore captures,
            CaptureOrders orders,
            VideoStreams streams,
            ObjectStore store,
            MediaProperties properties,
            Listening listening,
            CaptureMetrics metrics,
            Clock clock) {
        return new CaptureWork(contacts, captures, orders, streams, store, properties, listening, metrics, clock);
    }

    @Bean
    AmendWork amendWork(
            ContactStore contacts, CaptureStore captures, ObjectStore store, MediaProperties properties, Clock clock) {
        return new AmendWork(contacts, captures, store, properties, clock);
    }

    @Bean
    RepairWork repairWork(
            ContactStore contacts,
            CaptureStore captures,
            ArchivedStreams archive,
            ObjectStore store,
            MediaProperties properties) {
        return new RepairWork(contacts, captures, archive, store, properties);
    }

    @Bean
    AudioRetentionWork audioRetentionWork(ObjectStore store, MediaProperties properties, Clock clock) {
        return new AudioRetentionWork(store, properties.keep(), clock);
    }

    @Bean
    GrowingRecordings growingRecordings(CaptureStore captures, ObjectStore store) {
        return new GrowingRecordings(captures, store);
    }

    @Bean
    StoredRecordings capturedRecordings(
            CaptureStore captures,
            ObjectStore store,
            GrowingRecordings growing,
            MediaProperties properties,
            Clock clock) {
        return new StoredRecordings(captures, store, growing, properties.keep(), clock);
    }

    @Bean
    CapturedAudioErasure capturedAudioErasure(CaptureStore captures, ObjectStore store) {
        return new CapturedAudioErasure(captures, store);
    }

    @Bean
    CapturedSpectra capturedSpectra(
            Listening listening,
            CaptureStore captures,
            EventStreams streams,
            AuditTrail audit,
            VisibleContacts contacts,
            JsonMapper json) {
        return new CapturedSpectra(listening, captures, contacts, streams, audit, json);
    }
}
