package io.contactstatus.live;

import io.contactstatus.ingest.InstanceReports;
import io.contactstatus.live.LiveThreads.Work;
import io.contactstatus.store.AgentListener;
import io.contactstatus.store.AgentStore;
import io.contactstatus.store.ContactListener;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.InstanceReport;
import io.contactstatus.view.AgentView;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.Veil;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
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
    Places livePlaces(LiveProperties properties) {
        return new Places(properties.maxSubscribers(), properties.maxStreamsPerCaller());
    }

    @Bean
    Hearing<ContactSummaryView> contactHearing(LiveMetrics metrics) {
        return new Hearing<>(ContactSubject.NAME, metrics);
    }

    @Bean
    Hearing<AgentView> seatHearing(LiveMetrics metrics) {
        return new Hearing<>(AgentSubject.NAME, metrics);
    }

    /// Contacts that only other legs have spoken of are not shown.
    @Bean
    ContactListener liveContacts(Hearing<ContactSummaryView> hearing) {
        return (before, after) -> {
            if (after.contact().isHeardOf()) {
                hearing.here(() -> ContactSummaryView.of(after, Veil.LIFTED));
            }
        };
    }

    @Bean
    AgentListener liveAgents(Hearing<AgentView> hearing) {
        return seat -> hearing.here(() -> AgentSubject.seen(seat));
    }

    @Bean
    LiveFeed<ContactSummaryView> contactFeed(
            ContactStore contacts, AgentStore seats, LiveProperties properties, Places places, LiveMetrics metrics) {
        return new LiveFeed<>(new ContactSubject(contacts, seats), properties, places, metrics);
    }

    @Bean
    LiveFeed<AgentView> seatFeed(AgentStore seats, LiveProperties properties, Places places, LiveMetrics metrics) {
        return new LiveFeed<>(new AgentSubject(seats), properties, places, metrics);
    }

    @Bean
    LiveFeed<InstanceReport> reportFeed(
            InstanceReports reports, LiveProperties properties, Places places, LiveMetrics metrics) {
        return new LiveFeed<>(
                new ReportSubject(reports), properties.ofTheNewest(ReportSubject.REFRESH), places, metrics);
    }

    @Bean
    Upkeep<ContactSummaryView> contactUpkeep(LiveFeed<ContactSummaryView> feed, LiveMetrics metrics) {
        return new Upkeep<>(feed, feed.refresh(), metrics);
    }

    @Bean
    Upkeep<AgentView> seatUpkeep(LiveFeed<AgentView> feed, LiveMetrics metrics) {
        return new Upkeep<>(feed, feed.refresh(), metrics);
    }

    @Bean
    Upkeep<InstanceReport> reportUpkeep(LiveFeed<InstanceReport> feed, LiveMetrics metrics) {
        return new Upkeep<>(feed, feed.refresh(), metrics);
    }

    @Bean
    LiveThreads liveThreads(
            LiveFeed<ContactSummaryView> contacts,
            Hearing<ContactSummaryView> heardContacts,
            Upkeep<ContactSummaryView> contactUpkeep,
            LiveFeed<AgentView> seats,
            Hearing<AgentView> heardAgents,
            Upkeep<AgentView> seatUpkeep,
            Upkeep<InstanceReport> reportUpkeep,
            ObjectProvider<Bus> buses,
            LiveMetrics metrics) {
        var bus = buses.getIfAvailable(() -> Bus.NONE);
        var works = new ArrayList<Work>();
        works.add(Work.endless("live-contacts-upkeep", contactUpkeep::run));
        works.add(Work.endless("live-agents-upkeep", seatUpkeep::run));
        works.add(Work.endless("live-instances-upkeep", reportUpkeep::run));
        works.add(new Dispatch<>(contacts, heardContacts, contactUpkeep, bus, bus::tell, metrics).work());
        works.add(new Dispatch<>(seats, heardAgents, seatUpkeep, bus, bus::tell, metrics).work());
        works.addAll(bus.works());
        return new LiveThreads(works);
    }

    /// Not of how the reports of instances are compared: they themselves tell of this health, and a store that
    /// is away is no trouble of one of them.
    @Bean("live")
    LiveHealth liveHealth(
            LiveFeed<ContactSummaryView> contacts,
            Upkeep<ContactSummaryView> contactUpkeep,
            LiveFeed<AgentView> seats,
            Upkeep<AgentView> seatUpkeep,
            ObjectProvider<Bus> buses,
            LiveThreads threads) {
        return new LiveHealth(
                buses.getIfAvailable(() -> Bus.NONE), Map.of(contacts, contactUpkeep, seats, seatUpkeep), threads);
    }
}
