package io.contactstatus.announce;

import io.contactstatus.store.ContactListener;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.DueContacts;
import io.contactstatus.store.Outbox;
import io.contactstatus.switches.ConditionalOnSwitch;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@ConditionalOnSwitch("contact-status.announce.enabled")
class AnnounceConfiguration {

    @Bean
    EventBridgeClient eventBridgeClient(AnnounceProperties properties) {
        var client = EventBridgeClient.builder()
                .httpClientBuilder(Apache5HttpClient.builder().maxConnections(properties.concurrency()))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallAttemptTimeout(Duration.ofSeconds(5))
                        .apiCallTimeout(Duration.ofSeconds(12))
                        .build());
        if (properties.endpoint() != null) {
            client.endpointOverride(properties.endpoint());
        }
        return client.build();
    }

    @Bean
    PendingQueue pendingQueue(AnnounceProperties properties) {
        return new PendingQueue(properties.capacity());
    }

    @Bean
    EventBusStatus busCondition(Clock clock) {
        return new EventBusStatus(clock);
    }

    @Bean
    EventBusCheck busPresence(EventBridgeClient client, AnnounceProperties properties, Clock clock) {
        return new EventBusCheck(client, properties.bus(), clock);
    }

    @Bean
    AnnounceMetrics announceMetrics(MeterRegistry meters, Clock clock, PendingQueue queue) {
        return new AnnounceMetrics(meters, clock, queue);
    }

    @Bean
    Announcer announcer(
            AnnounceProperties properties,
            EventBridgeClient client,
            EventBusCheck presence,
            PendingQueue queue,
            JsonMapper json,
            Outbox outbox,
            EventBusStatus condition,
            AnnounceMetrics metrics,
            ObjectProvider<Conversations> conversations) {
        var over = conversations.getIfAvailable();
        return new Announcer(
                queue,
                new EventBus(client, properties.source(), properties.bus(), presence),
                new Announcements(json, properties.personalData().veil),
                outbox,
                condition,
                metrics,
                over == null ? (contact, mark) -> true : over::changed);
    }

    @Bean
    @ConditionalOnSwitch("contact-status.conversations.enabled")
    Conversations conversations(
            AnnounceProperties properties,
            ConversationProperties conversations,
            EventBridgeClient client,
            EventBusCheck presence,
            JsonMapper json,
            ObjectProvider<ContactStore> contacts,
            DueContacts store,
            Clock clock) {
        return new Conversations(
                contacts,
                store,
                new EventBus(client, properties.source(), properties.bus(), Conversations.DETAIL_TYPE, presence),
                json,
                properties.personalData().veil,
                conversations.settle(),
                clock);
    }

    @Bean
    @ConditionalOnSwitch("contact-status.conversations.enabled")
    ConversationWork conversationWork(Conversations conversations, ConversationProperties properties) {
        return new ConversationWork(conversations, properties);
    }

    @Bean
    ContactListener announcedChanges(Announcer announcer) {
        return (before, after) -> announcer.written(after);
    }

    @Bean
    OutboxSweep sweep(
            AnnounceProperties properties,
            EventBusCheck presence,
            Outbox outbox,
            PendingQueue queue,
            EventBusStatus condition,
            AnnounceMetrics metrics,
            Clock clock) {
        return new OutboxSweep(
                outbox, queue, presence, condition, metrics, properties.sweep().after(), clock);
    }

    @Bean
    AnnounceLoops announceThreads(
            AnnounceProperties properties, Announcer announcer, OutboxSweep sweep, PendingQueue queue) {
        return new AnnounceLoops(announcer, sweep, queue, properties);
    }

    @Bean(AnnounceHealth.NAME)
    AnnounceHealth announceHealth(
            EventBusStatus condition,
            PendingQueue queue,
            OutboxSweep sweep,
            AnnounceMetrics metrics,
            AnnounceLoops threads) {
        return new AnnounceHealth(condition, queue, sweep, metrics, threads);
    }

    @Bean
    AnnounceFigures announceFigures(PendingQueue queue, AnnounceMetrics metrics, AnnounceHealth health) {
        return new AnnounceFigures(queue, metrics, health);
    }
}
