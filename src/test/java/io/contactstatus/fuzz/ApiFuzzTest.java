package io.contactstatus.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request.Method;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport.Level;
import com.atlassian.oai.validator.report.ValidationReport.Message;
import io.contactstatus.fuzz.RawHttp.Answer;
import io.contactstatus.web.GuardedService;
import io.contactstatus.web.PublishedApi;
import io.contactstatus.web.Records;
import io.swagger.parser.OpenAPIParser;
import io.swagger.v3.oas.models.OpenAPI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Whatever is sent to the API is answered as the published document says, and quietly.
@GuardedService
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(
        properties = {
            // Streams that are left are noticed by writing to them.
            "contact-status.live.heartbeat=200ms",
            // All that can be switched on, over services that nobody answers for.
            "contact-status.logs.enabled=true",
            "contact-status.logs.endpoint=http://127.0.0.1:9",
            "contact-status.backfill.enabled=true",
            "contact-status.backfill.endpoint=http://127.0.0.1:9",
            "contact-status.archive.enabled=true",
            "contact-status.archive.directory=target/archive-of-the-fuzzer",
            "contact-status.media.enabled=true",
            "contact-status.media.retention=1d",
            "contact-status.media.stream-prefix=none-",
            "contact-status.media.endpoint=http://127.0.0.1:9",
            "contact-status.media.bucket=none",
            "contact-status.media.bucket-endpoint=http://127.0.0.1:9"
        })
class ApiFuzzTest {

    private static final List<String> KEYS = List.of(
            "",
            "nobody-has-this-one",
            GuardedService.READER,
            GuardedService.OPERATOR,
            GuardedService.INGESTER,
            GuardedService.ALL,
            GuardedService.ALL,
            GuardedService.ALL);

    @LocalServerPort
    private int port;

    private OpenAPI api;
    private OpenApiInteractionValidator validator;

    @BeforeEach
    void begin() {
        var service = PublishedApi.of(port);
        api = new OpenAPIParser().readContents(service.document(), null, null).getOpenAPI();
        assertThat(api.getPaths())
                .containsKeys("/catch-ups/{id}", "/back-fills", "/live/contacts/{contactId}/spectrum", "/flow/stop");
        validator = OpenApiInteractionValidator.createForInlineApiSpecification(service.document())
                .build();
        var record = Records.initiated("c-1", "2026-01-05T20:00:00.500Z", Records.PHONE);
        assertThat(service.exchange("POST", "/ingest", record, "X-Api-Key", GuardedService.ALL)
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void answersEverythingAsTheDocumentSays(CapturedOutput output, TestReporter reporter) {
        var run = FuzzRun.of(port, random -> new ApiRequests(api, KEYS, random)::next, this::fault);
        reporter.publishEntry("fuzz", run.toString());

        assertThat(run.faults()).as(run.toString()).isEmpty();
        assertThat(run.requests()).isGreaterThanOrEqualTo(FuzzRun.WANTED);
        assertThat(run.answers()).containsKeys(200, 400, 401, 403, 404, 406, 415);
        FuzzRun.assertQuiet(output.getAll());
    }

    private Optional<String> fault(FuzzRequest request, Answer answer) {
        if (answer.status() >= 500) {
            return Optional.of("is a failure");
        }
        var isError = answer.status() >= 400;
        if (isError
                && answer.body().contains(FuzzValues.MARK)
                && !request.name().equals("ingestFirehose")) {
            return Optional.of("quotes what was sent");
        }
        if (!request.exact()) {
            // Firehose has a form of its own.
            var isNone = isError && !isProblem(answer) && !request.name().equals("ingestFirehose");
            return isNone ? Optional.of("is no problem") : Optional.empty();
        }
        if (answer.header("content-type").startsWith("text/event-stream")) {
            return Optional.empty();
        }
        var response = SimpleResponse.Builder.status(answer.status());
        answer.headers().forEach(response::withHeader);
        if (!answer.header("content-type").isEmpty()) {
            response.withContentType(answer.header("content-type"));
        }
        if (!answer.body().isEmpty()) {
            response.withBody(answer.body());
        }
        var path = request.path().replaceAll("[{}]", "");
        return validator
                .validateResponse(path, Method.valueOf(request.method()), response.build())
                .getMessages()
                .stream()
                .filter(message -> message.getLevel() == Level.ERROR)
                .map(Message::getMessage)
                .findFirst();
    }

    private static boolean isProblem(Answer answer) {
        try {
            var problem = JsonMapper.shared().readTree(answer.body());
            return answer.header("content-type").startsWith("application/problem+json")
                    && problem.path("type").isString()
                    && problem.path("title").isString()
                    && problem.path("status").intValue() == answer.status();
        } catch (JacksonException none) {
            return false;
        }
    }

    /// So that a run can be repeated.
    @Test
    void makesTheSameRequestsFromTheSameSeed() {
        assertThat(first(7)).isEqualTo(first(7)).isNotEqualTo(first(8));
    }

    private List<String> first(long seed) {
        var requests = new ApiRequests(api, KEYS, FuzzRun.random(seed, 0));
        return Stream.generate(requests::next)
                .limit(50)
                .map(FuzzRequest::toString)
                .toList();
    }
}
