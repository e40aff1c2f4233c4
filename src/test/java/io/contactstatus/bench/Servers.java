package io.contactstatus.bench;

import io.contactstatus.ContactStatusApplication;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The service, and what it is compared with, each in a process of its own with the same limits.
final class Servers {

    static final String KEY_HEADER = "X-Api-Key";
    static final String KEY = "key-of-one-who-reads";
    static final String LOOKUP_KEY = "key-of-one-who-looks-up";
    static final String LOGIN_HEADER = "Authorization";
    static final String LOGIN =
            "Basic " + Base64.getEncoder().encodeToString("user:any".getBytes(StandardCharsets.UTF_8));

    private static final String DIGEST = HexFormat.of().formatHex(BareApi.digest(KEY));
    private static final String HEAP = "512m";
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final List<String> QUIET = List.of("--spring.main.banner-mode=off", "--logging.level.root=ERROR");

    private Servers() {}

    /// With an API key that may read everything of contacts, and one that may look customers up and see no numbers.
    static JavaProcess service(URI dynamoDb, String prefix) {
        return started(
                JavaProcess.classPath(),
                ContactStatusApplication.class,
                "--contact-status.dynamodb.endpoint=" + dynamoDb,
                "--contact-status.tables.prefix=" + prefix,
                "--contact-status.security.cursor-secret=0123456789abcdef0123456789abcdef",
                "--contact-status.security.api-keys[0].name=reader",
                "--contact-status.security.api-keys[0].sha256=" + DIGEST,
                "--contact-status.security.api-keys[0].scopes=contacts:read,pii:read",
                "--contact-status.security.api-keys[1].name=centre",
                "--contact-status.security.api-keys[1].sha256=" + HexFormat.of().formatHex(BareApi.digest(LOOKUP_KEY)),
                "--contact-status.security.api-keys[1].scopes=customers:lookup");
    }

    /// With the same key.
    static JavaProcess bareApi(URI dynamoDb, String prefix) {
        return started(
                withoutService(),
                BareApi.class,
                "--" + BareApi.ENDPOINT + "=" + dynamoDb,
                "--" + BareApi.TABLE + "=" + prefix + "ContactStatus",
                "--" + BareApi.DIGEST + "=" + DIGEST,
                "--spring.threads.virtual.enabled=true");
    }

    static JavaProcess bareApplication() {
        return started(
                withoutService(),
                BareApplication.class,
                "--spring.security.user.password={noop}any",
                "--spring.threads.virtual.enabled=true");
    }

    private static JavaProcess started(String classPath, Class<?> main, String... arguments) {
        var program = Stream.of(Stream.of(main.getName()), QUIET.stream(), Stream.of(arguments))
                .flatMap(part -> part)
                .toList();
        return new JavaProcess(ProcessBuilder.Redirect.INHERIT, HEAP, classPath, program);
    }

    /// Nor its settings, nor what it changes of Spring Boot's auto-configuration.
    private static String withoutService() {
        return Stream.of(JavaProcess.classPath().split(File.pathSeparator))
                .filter(place -> !new File(place, "application.yml").exists())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /// Until this is answered by 200.
    static void await(JavaProcess server, String path, String header, String value) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header(header, value)
                .build();
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            Waiting.until(LONGEST, () -> isAnswered(server, http, request));
        }
    }

    private static boolean isAnswered(JavaProcess server, HttpClient http, HttpRequest request) {
        if (!server.isAlive()) {
            throw new IllegalStateException("a server has ended");
        }
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }
}
