package io.contactstatus.backfill;

import io.contactstatus.ingest.ContactIngest;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.DeadLetterStore;
import io.contactstatus.switches.ConditionalOnSwitch;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

@Configuration(proxyBeanMethods = false)
@ConditionalOnSwitch(value = "contact-status.analysis-files.enabled", unless = "contact-status.init.enabled")
class AnalysisFilesConfiguration {

    private static final int MOST_DAMAGES = 10;

    @Bean
    AnalysisFilesWork analysisFilesWork(
            ContactIngest ingest,
            ContactStore contacts,
            DeadLetterStore deadLetters,
            AnalysisFilesProperties properties,
            @Value("${contact-status.ingest.max-record-size:10MB}") DataSize largestRecord,
            Environment environment,
            MeterRegistry meters,
            Clock clock) {
        var client = BackFillConfiguration.client(properties.endpoint(), environment);
        var bucket = new Bucket(client);
        return new AnalysisFilesWork(
                new ObjectReader(bucket, ingest, deadLetters, (int) largestRecord.toBytes(), MOST_DAMAGES),
                bucket,
                contacts,
                properties,
                new AnalysisFilesMetrics(meters),
                clock,
                client);
    }
}
