package io.contactstatus.reconcile;

import io.contactstatus.connect.ConnectDirectory;
import io.contactstatus.ingest.ContactIngest;
import io.contactstatus.live.Feed;
import io.contactstatus.names.LearntNames;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.DueContacts;
import io.contactstatus.store.GapStore;
import io.contactstatus.store.NameStore;
import io.contactstatus.store.QueueFiguresStore;
import io.contactstatus.switches.ConditionalOnSwitch;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.StaleProperties;
import io.contactstatus.visibility.VisibleInstances;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@ConditionalOnSwitch(value = "contact-status.reconcile.enabled", unless = "contact-status.init.enabled")
class ReconcileConfiguration {

    @Bean
    ReconcileMetrics reconcileMetrics(MeterRegistry meters) {
        return new ReconcileMetrics(meters);
    }

    @Bean
    StoredNames storedNames(NameStore store, LearntNames learnt) {
        return new StoredNames(store, learnt);
    }

    @Bean
    MissingNames missingNames(
            ConnectDirectory connect,
            LearntNames learnt,
            NameStore store,
            QueueFiguresStore figures,
            ReconcileProperties properties,
            ReconcileMetrics metrics,
            Clock clock) {
        // Each has half: quotas are counted apart, and the budget is for both.
        var half = properties.maxNamesPerSecond() / 2;
        return new MissingNames(
                connect,
                learnt,
                store,
                figures::queues,
                new AskingPace("DescribeQueue", half),
                new AskingPace("DescribeUser", half),
                metrics,
                clock);
    }

    @Bean
    AiAgentQuestions aiAgentQuestions(DueContacts due, ContactStore contacts, Clock clock) {
        return new AiAgentQuestions(due, contacts, clock);
    }

    @Bean
    ReconcileWork reconcileWork(
            Feed<ContactSummaryView> feed,
            StaleProperties limits,
            ConnectDirectory connect,
            ContactStore contacts,
            ContactIngest ingest,
            JsonMapper json,
            GapStore gaps,
            AiAgentQuestions aiAgents,
            MissingNames names,
            ReconcileProperties properties,
            ReconcileMetrics metrics,
            Clock clock) {
        return new ReconcileWork(
                () -> feed.snapshot(VisibleInstances.ALL).items(),
                limits,
                new ContactQuestions(connect, contacts, ingest, json, clock),
                gaps,
                aiAgents,
                names,
                new AskingPace("DescribeContact", properties.maxRequestsPerSecond()),
                properties,
                metrics,
                clock);
    }
}
