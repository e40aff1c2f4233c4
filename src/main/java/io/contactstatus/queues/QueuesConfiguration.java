package io.contactstatus.queues;

import io.contactstatus.live.Feed;
import io.contactstatus.names.LearntNames;
import io.contactstatus.store.ProfileQueuesStore;
import io.contactstatus.store.QueueFiguresStore;
import io.contactstatus.switches.ConditionalOnSwitch;
import io.contactstatus.view.AgentView;
import io.contactstatus.view.AgentsProperties;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.Staleness;
import io.contactstatus.visibility.ConnectInstances;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class QueuesConfiguration {

    @Bean
    QueueSums queueSums(QueueFiguresStore store, QueueProperties properties, ConnectInstances instances, Clock clock) {
        return new QueueSums(store, properties, instances, clock);
    }

    @Bean
    AgentsOfQueues agentsOfQueues(
            Feed<AgentView> agents, ProfileQueuesStore profiles, AgentsProperties staleness, Clock clock) {
        return new AgentsOfQueues(agents, profiles, staleness, clock);
    }

    @Bean
    @ConditionalOnSwitch(unless = "contact-status.init.enabled")
    ProfileNames profileNames(ProfileQueuesStore profiles, LearntNames learnt) {
        return new ProfileNames(profiles, learnt);
    }

    @Bean
    Queues queues(
            QueueFiguresStore store,
            QueueSums sums,
            Feed<ContactSummaryView> contacts,
            Staleness staleness,
            LearntNames names,
            QueueProperties properties,
            AgentsOfQueues agents) {
        return new Queues(store, sums, contacts, staleness, names, properties, agents);
    }

    @Bean
    LiveQueues liveQueues(Queues queues, QueueSums sums, ConnectInstances instances, Clock clock) {
        return new LiveQueues(queues, sums, instances, clock);
    }

    @Bean
    TodaysFigures todaysFigures(Queues queues, QueueProperties properties, ConnectInstances instances, Clock clock) {
        return new TodaysFigures(queues::today, properties, instances, clock);
    }

    /// There wherever contacts are stored: figures that are not closed in time cost what happened, not what they show.
    @Bean
    @ConditionalOnSwitch(unless = "contact-status.init.enabled")
    ClosingWork closingWork(QueueFiguresStore store, QueueSums sums, ConnectInstances instances, Clock clock) {
        return new ClosingWork(store, sums, instances, clock);
    }
}
