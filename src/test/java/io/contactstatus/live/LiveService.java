package io.contactstatus.live;

import io.contactstatus.ContactStatusApplication;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.view.AgentView;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.web.GuardedService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.ParameterizedTypeReference;

/// An instance of the service, to be started and ended within a test. Those with the same prefix share their
/// tables.
final class LiveService implements AutoCloseable {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final ConfigurableApplicationContext context;
    private final URI address;

    LiveService(String prefix, String... settings) {
        var application = new SpringApplication(ContactStatusApplication.class);
        application.setRegisterShutdownHook(false);
        application.addInitializers(
                new GuardedService.Start(),
                started -> TestPropertyValues.of("contact-status.tables.prefix=" + prefix)
                        .applyTo(started));
        var arguments = new ArrayList<>(
                List.of("--server.port=0", "--server.address=127.0.0.1", "--spring.main.banner-mode=off"));
        Stream.of(settings).map(setting -> "--" + setting).forEach(arguments::add);
        context = application.run(arguments.toArray(String[]::new));
        address = URI.create("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    static LiveService alone(String... settings) {
        return new LiveService(LocalDynamoDb.freshPrefix(), settings);
    }

    URI at(String path) {
        return address.resolve(path);
    }

    <B> B bean(Class<B> type) {
        return context.getBean(type);
    }

    LiveFeed<AgentView> agents() {
        return context.getBeanProvider(new ParameterizedTypeReference<LiveFeed<AgentView>>() {})
                .getObject();
    }

    LiveFeed<ContactSummaryView> contacts() {
        return context.getBeanProvider(new ParameterizedTypeReference<LiveFeed<ContactSummaryView>>() {})
                .getObject();
    }

    EventClient follow(String path) {
        return EventClient.following(at(path), GuardedService.ALL);
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(at(path)));
    }

    HttpResponse<String> head(String path) {
        return send(HttpRequest.newBuilder(at(path)).HEAD());
    }

    void ingest(String record) {
        var answer = send(HttpRequest.newBuilder(at("/ingest"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(record)));
        if (answer.statusCode() != 202) {
            throw new IllegalStateException(answer.body());
        }
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.header("X-Api-Key", GuardedService.ALL).build(), BodyHandlers.ofString());
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
