package io.contactstatus.live;

import io.contactstatus.live.ChangeQueue.Receivers;
import io.contactstatus.live.LiveThreads.Work;
import io.contactstatus.masking.Veil;
import io.contactstatus.store.AgentListener;
import io.contactstatus.store.AgentStore;
import io.contactstatus.store.ContactListener;
import io.contactstatus.store.ContactStore;
import io.contactstatus.view.AgentView;
import io.contactstatus.view.ContactSummaryView;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LiveConfiguration {

    @Bean
    LiveMetrics liveMetrics(MeterRegistry meters) {
        return new LiveMetrics(meters);
    }

    @Bean
    StreamRegistry streamRegistry(LiveProperties properties, LiveMetrics metrics) {
        metrics.maxSubscribers(properties.subscribersAllowed());
        return new StreamRegistry(properties.subscribersAllowed(), properties.maxStreamsPerCaller());
    }

    @Bean
    EventStreams eventStreams(LiveProperties properties, StreamRegistry registry, LiveMetrics metrics, Clock clock) {
        return new EventStreams(properties, registry, metrics, clock);
    }

    @Bean
    LiveSpeech liveSpeech(ObjectProvider<Bus> buses) {
        return new LiveSpeech(buses);
    }

    @Bean
    ChangeQueue<ContactSummaryView> contactQueue(LiveMetrics metrics) {
        return new ChangeQueue<>(ContactFeedSource.NAME, metrics);
    }

    @Bean
    ChangeQueue<AgentView> agentQueue(LiveMetrics metrics) {
        return new ChangeQueue<>(AgentFeedSource.NAME, metrics);
    }

    /// Contacts known only from what other legs say of them are not shown.
    @Bean
    ContactListener liveContacts(ChangeQueue<ContactSummaryView> queue) {
        return (before, after) -> {
            if (after.contact().isHeardOf()) {
                queue.offerLocal(() -> ContactSummaryView.of(after, Veil.LIFTED));
            }
        };
    }

    @Bean
    AgentListener liveAgents(ChangeQueue<AgentView> queue) {
        return agent -> queue.offerLocal(() -> AgentFeedSource.seen(agent));
    }

    @Bean
    LiveFeed<ContactSummaryView> contactFeed(
            ContactStore contacts,
            AgentStore agents,
            LiveProperties properties,
            StreamRegistry registry,
            LiveMetrics metrics) {
        return new LiveFeed<>(new ContactFeedSource(contacts, agents), properties, registry, metrics);
    }

    @Bean
    LiveFeed<AgentView> agentFeed(
            AgentStore agents, LiveProperties properties, StreamRegistry registry, LiveMetrics metrics) {
        return new LiveFeed<>(new AgentFeedSource(agents), properties, registry, metrics);
    }

    @Bean
    StateRefresher<ContactSummaryView> contactRefresher(LiveFeed<ContactSummaryView> feed, LiveMetrics metrics) {
        return new StateRefresher<>(feed, feed.refresh(), metrics);
    }

    @Bean
    StateRefresher<AgentView> agentRefresher(LiveFeed<AgentView> feed, LiveMetrics metrics) {
        return new StateRefresher<>(feed, feed.refresh(), metrics);
    }

    @Bean
    LiveThreads liveThreads(
            LiveFeed<ContactSummaryView> contacts,
            ChangeQueue<ContactSummaryView> contactQueue,
            StateRefresher<ContactSummaryView> contactRefresher,
            LiveFeed<AgentView> agents,
            ChangeQueue<AgentView> agentQueue,
            StateRefresher<AgentView> agentRefresher,
            ObjectProvider<Bus> buses) {
        var bus = buses.getIfAvailable(() -> Bus.NONE);
        var works = new ArrayList<Work>();
        works.add(Work.endless("live-contacts-upkeep", contactRefresher::run));
        works.add(Work.endless("live-agents-upkeep", agentRefresher::run));
        works.add(contactQueue.work(new Receivers<>(contacts, contactRefresher, bus, bus::publish)));
        works.add(agentQueue.work(new Receivers<>(agents, agentRefresher, bus, bus::publish)));
        works.addAll(bus.works());
        return new LiveThreads(works);
    }

    @Bean(LiveHealth.NAME)
    LiveHealth liveHealth(
            LiveFeed<ContactSummaryView> contacts,
            StateRefresher<ContactSummaryView> contactRefresher,
            LiveFeed<AgentView> agents,
            StateRefresher<AgentView> agentRefresher,
            ObjectProvider<Bus> buses,
            LiveThreads threads) {
        return new LiveHealth(
                buses.getIfAvailable(() -> Bus.NONE),
                Map.of(contacts, contactRefresher, agents, agentRefresher),
                threads);
    }

    @Bean
    LiveFigures liveFigures(List<LiveFeed<?>> feeds, LiveHealth health) {
        return new LiveFigures(feeds, health);
    }
}
