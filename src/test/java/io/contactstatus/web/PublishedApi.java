package io.contactstatus.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.report.ValidationReport.Level;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/// The API as the service publishes it. Every exchange that goes through here is checked against the published
/// document: the answer always, the request when the service found nothing wrong with it.
public final class PublishedApi {

    /// Whom the security schemes let in is not the document's to say, and what it does not have is tested too.
    private static final LevelResolver LEVELS = LevelResolver.create()
            .withLevel("validation.request.security.missing", Level.IGNORE)
            .withLevel("validation.request.path.missing", Level.IGNORE)
            .withLevel("validation.request.parameter.query.unexpected", Level.IGNORE)
            .withLevel("validation.request.operation.notAllowed", Level.IGNORE)
            .build();

    private final URI service;
    private final String document;
    private final OpenApiInteractionValidator validator;
    private final HttpClient client;

    private PublishedApi(URI service, HttpClient client) {
        this.service = service;
        this.client = client;
        document = fetch(service.resolve("/v3/api-docs"));
        validator = OpenApiInteractionValidator.createForInlineApiSpecification(document)
                .withLevelResolver(LEVELS)
                .build();
    }

    public static PublishedApi of(int port) {
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        return new PublishedApi(URI.create("http://127.0.0.1:" + port), client);
    }

    public String document() {
        return document;
    }

    public HttpResponse<String> get(String path, String... headers) {
        return exchange("GET", path, null, headers);
    }

    /// @param headers names and values in turn
    public HttpResponse<String> exchange(String method, String path, @Nullable String body, String... headers) {
        var publisher = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(service.resolve(path)).method(method, publisher);
        if (headers.length > 0) {
            request.headers(headers);
        }
        var built = request.build();
        var response = sent(built);
        check(built, body, response);
        return response;
    }

    private void check(HttpRequest request, @Nullable String body, HttpResponse<String> response) {
        var method = Request.Method.valueOf(request.method());
        var path = request.uri().getRawPath();
        var answer = SimpleResponse.Builder.status(response.statusCode());
        response.headers().map().forEach((name, values) -> answer.withHeader(name, values));
        response.headers().firstValue("Content-Type").ifPresent(answer::withContentType);
        if (!response.body().isEmpty()) {
            answer.withBody(response.body());
        }
        assertConforms(validator.validateResponse(path, method, answer.build()));
        if (response.statusCode() < 400) {
            assertConforms(validator.validateRequest(simple(request, body)));
        }
    }

    private static Request simple(HttpRequest request, @Nullable String body) {
        var simple = new SimpleRequest.Builder(request.method(), request.uri().getRawPath());
        request.headers().map().forEach((name, values) -> simple.withHeader(name, values));
        UriComponentsBuilder.fromUri(request.uri()).build().getQueryParams().forEach((name, values) -> {
            var decoded = values.stream().map(value -> URLDecoder.decode(value, StandardCharsets.UTF_8));
            simple.withQueryParam(name, decoded.toList());
        });
        if (body != null) {
            simple.withBody(body);
        }
        return simple.build();
    }

    private static void assertConforms(ValidationReport report) {
        assertThat(report.getMessages().stream().filter(message -> message.getLevel() == Level.ERROR))
                .isEmpty();
    }

    private String fetch(URI address) {
        var response = sent(HttpRequest.newBuilder(address).build());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    private HttpResponse<String> sent(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }
}
