package io.contactstatus.erasure;

import static io.contactstatus.web.GuardedService.ALL;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.store.InstanceReport;
import io.contactstatus.store.ReportStore;
import io.contactstatus.web.GuardedService;
import io.contactstatus.web.PublishedApi;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Where no secret is set, so that each instance would know a customer by another digest.
@GuardedService
class ErasureWithoutSecretTest {

    @LocalServerPort
    private int port;

    @Autowired
    private ReportStore reports;

    private final Instant started = Instant.now();

    @Test
    void nobodyIsErasedWhileAnotherInstanceWouldNotKnowWho() {
        var another = UUID.randomUUID().toString();
        try {
            report(another, false);
            var refused = erase();
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body()).contains("urn:contact-status:problem:erasure-needs-secret");
        } finally {
            report(another, true);
        }

        assertThat(erase().statusCode()).isEqualTo(202);
    }

    private void report(String instance, boolean ended) {
        reports.keep(new InstanceReport(
                instance,
                started,
                Instant.now(),
                ended,
                InstanceReport.Counts.NONE,
                List.of(),
                List.of(),
                Map.of(),
                Map.of()));
    }

    private HttpResponse<String> erase() {
        return PublishedApi.of(port)
                .exchange("DELETE", "/customers/customer-" + UUID.randomUUID(), null, "X-Api-Key", ALL);
    }
}
