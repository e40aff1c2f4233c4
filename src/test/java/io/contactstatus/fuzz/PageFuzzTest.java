package io.contactstatus.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.fuzz.RawHttp.Answer;
import io.contactstatus.web.GuardedService;
import io.contactstatus.web.PublishedApi;
import io.contactstatus.web.Records;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Whatever is sent to the pages, with and without a login, is never answered with a failure.
@GuardedService
@ExtendWith(OutputCaptureExtension.class)
// Streams that are left are noticed by writing to them.
@TestPropertySource(properties = "contact-status.live.heartbeat=200ms")
class PageFuzzTest {

    @LocalServerPort
    private int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    private List<FuzzSession> sessions;

    @BeforeEach
    void begin() {
        var record = Records.initiated("c-1", "2026-01-05T20:00:00.500Z", Records.PHONE);
        PublishedApi.of(port).exchange("POST", "/ingest", record, "X-Api-Key", GuardedService.ALL);
        var viewer = FuzzSession.of(port, GuardedService.READER);
        var admin = FuzzSession.of(port, GuardedService.ALL);
        sessions = List.of(FuzzSession.NONE, viewer, viewer, admin, admin, admin);
    }

    @Test
    void answersEverythingWithoutAFailure(CapturedOutput output, TestReporter reporter) {
        var pages = FuzzedPages.mapped(mapping);
        assertThat(pages)
                .extracting(FuzzedPages.Mapped::pattern)
                .contains("/ui/board", "/ui/contacts/{contactId}", "/ui/streaming", "/ui/language", "/login");

        var run = FuzzRun.of(port, random -> new FuzzedPages(pages, sessions, random)::next, PageFuzzTest::fault);
        reporter.publishEntry("fuzz", run.toString());

        assertThat(run.faults()).as(run.toString()).isEmpty();
        assertThat(run.requests()).isGreaterThanOrEqualTo(FuzzRun.WANTED);
        assertThat(run.answers()).containsKeys(200, 302, 400, 403, 404, 415);
        FuzzRun.assertQuiet(output.getAll());
    }

    private static Optional<String> fault(FuzzRequest request, Answer answer) {
        if (answer.status() >= 500) {
            return Optional.of("is a failure");
        }
        if (answer.headers().containsKey("x-injected")) {
            return Optional.of("lets headers in");
        }
        var isError = answer.status() >= 400;
        if (isError && (answer.body().contains("\tat ") || answer.body().contains("Exception"))) {
            return Optional.of("shows a stack");
        }
        // A page that says that something is not known shows what that is.
        if (answer.status() == 400 && answer.body().contains(FuzzValues.MARK)) {
            return Optional.of("quotes what was sent");
        }
        var type = answer.header("content-type");
        var isShown = type.startsWith("text/html") || type.startsWith("application/problem+json");
        return isError && !answer.body().isEmpty() && !isShown
                ? Optional.of("is neither a page nor a problem")
                : Optional.empty();
    }
}
