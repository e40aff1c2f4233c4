package io.contactstatus.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.security.DoorService.Doors;
import io.contactstatus.web.PublishedApi;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Every operation and every page, tried with each scope alone. What is tried comes from the published document and
/// from the mappings, so nothing can be added without being tried here.
@DoorService
class EveryDoorTest {

    /// Opened by an access key of its own.
    private static final Set<String> OPEN = Set.of("ingestFirehose");

    @LocalServerPort
    private int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Autowired
    @Qualifier(AccessRulesConfiguration.API)
    private AccessRules api;

    @Autowired
    @Qualifier(AccessRulesConfiguration.PAGES)
    private AccessRules pages;

    /// One operation as it is published.
    private record Door(String method, String path, Operation operation) {

        String name() {
            return operation.getOperationId();
        }

        @Nullable
        List<?> scopes() {
            var extensions = operation.getExtensions();
            return extensions == null ? null : (List<?>) extensions.get("x-scopes");
        }
    }

    private List<Door> doors() {
        var document = PublishedApi.of(port).document();
        var doors = new ArrayList<Door>();
        new OpenAPIV3Parser()
                .readContents(document)
                .getOpenAPI()
                .getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) -> doors.add(new Door(method.name(), path, operation))));
        assertThat(doors).hasSizeGreaterThan(25);
        return doors;
    }

    @Test
    void everyOperationIsPublishedWithTheScopesOfTheContract() {
        for (var door : doors()) {
            assertThat(door.scopes()).as("no rule names " + door.name()).isNotNull();
            assertThat(door.scopes())
                    .as(door.name())
                    .map(Object::toString)
                    .containsExactlyInAnyOrderElementsOf(lawful(door));
            assertThat(OPEN.contains(door.name())
                            || door.operation().getDescription().contains("Scope: `"))
                    .as(door.name())
                    .isTrue();
        }
    }

    /// Said once more, apart from the rules: a rule that is wrong is wrong in the document as well.
    private static List<String> lawful(Door door) {
        var path = door.path();
        if (OPEN.contains(door.name())) {
            return List.of();
        }
        if (path.startsWith("/erasures/")
                || (path.startsWith("/customers/") && door.method().equals("DELETE"))) {
            return List.of("admin pii:read");
        }
        if (path.equals("/flow/stop")) {
            return List.of("contacts:control customers:lookup", "contacts:control pii:read");
        }
        if (path.endsWith("/stop")) {
            return List.of("contacts:control");
        }
        if (path.startsWith("/customers/") || path.startsWith("/flow/")) {
            return List.of("customers:lookup", "pii:read");
        }
        if (Stream.of("/dead-letters", "/catch-ups", "/back-fills").anyMatch(path::startsWith)) {
            return List.of("admin");
        }
        if (path.startsWith("/ingest")) {
            return List.of("ingest");
        }
        if (path.contains("/recordings") || path.endsWith("/spectrum")) {
            return List.of("recordings:read");
        }
        if (path.endsWith("/transcript")) {
            return List.of("transcripts:read");
        }
        return List.of(door.method().equals("GET") ? "contacts:read" : "contacts:write");
    }

    @Test
    void everyOperationOpensToItsScopesAlone() throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            for (var door : doors()) {
                if (OPEN.contains(door.name())) {
                    continue;
                }
                assertThat(door.scopes()).as(door.name()).isNotNull();
                var opening = Objects.requireNonNull(door.scopes());
                assertThat(status(client, door, null)).as(door.name()).isEqualTo(401);
                for (var scope : Scope.values()) {
                    var status = status(client, door, Doors.key(scope));
                    assertThat(status == 403)
                            .as("%s with %s: %d", door.name(), scope.word(), status)
                            .isEqualTo(!opening.contains(scope.word()));
                    assertThat(status).as(door.name()).isLessThan(500);
                }
            }
        }
    }

    private int status(HttpClient client, Door door, @Nullable String key) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(at(filled(door.path())))
                .method(
                        door.method(),
                        door.operation().getRequestBody() == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(body(door)))
                .header("Content-Type", "application/json");
        if (key != null) {
            request.header("X-Api-Key", key);
        }
        return status(client, request.build());
    }

    /// One that is looked at: what is not would be refused before it was found out that a scope is missing.
    private static String body(Door door) {
        return door.path().startsWith("/flow/") ? """
                {"Details":{"ContactData":{"ContactId":"0b1d0a5e-0000-4000-8000-000000000000",\
                "CustomerEndpoint":{"Address":"+819012345678","Type":"TELEPHONE_NUMBER"}},\
                "Parameters":{"target":"activeContact"}},"Name":"ContactFlowEvent"}""" : "{}";
    }

    @Test
    void aFlowThatStopsContactsHasToBeAllowedToFindThem() throws IOException, InterruptedException {
        var stop = doors().stream()
                .filter(door -> door.path().equals("/flow/stop"))
                .findFirst()
                .orElseThrow();

        try (var client = HttpClient.newHttpClient()) {
            assertThat(status(client, stop, Doors.key(Scope.CONTACTS_CONTROL))).isEqualTo(403);
            assertThat(status(client, stop, Doors.key(Scope.CUSTOMERS_LOOKUP))).isEqualTo(403);
            assertThat(status(client, stop, DoorService.Role.FLOW.key("sunrise")))
                    .isEqualTo(200);
        }
    }

    /// Streams never end: their bodies are not read.
    private static int status(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
        response.body().close();
        return response.statusCode();
    }

    @Test
    void everyPageOpensToItsScopesAlone() throws IOException, InterruptedException {
        var mapped = pagesByRule();
        assertThat(mapped).hasSizeGreaterThan(25);
        for (var scope : Scope.values()) {
            try (var session = new PageSession(port, Doors.key(scope))) {
                for (var page : mapped.entrySet()) {
                    var status = status(session, page.getKey());
                    assertThat(status == 403)
                            .as("%s with %s: %d", page.getKey(), scope.word(), status)
                            .isEqualTo(!page.getValue().contains(scope));
                }
            }
        }
    }

    @Test
    void theKeyOfADisplayOpensTheWallAloneAndBeginsNoSession() throws IOException, InterruptedException {
        try (var screen = PageSession.ofDisplay(port, Doors.DISPLAY);
                var client = HttpClient.newHttpClient()) {
            assertThat(screen.cookies()).containsExactly("/ui/wall");
            var opened = new ArrayList<String>();
            for (var page : pagesByRule().entrySet()) {
                if (!page.getValue().equals(EnumSet.allOf(Scope.class)) && status(screen, page.getKey()) == 200) {
                    opened.add(page.getKey());
                }
            }
            assertThat(opened).containsExactly("GET /ui/wall", "GET /ui/wall/now");
            for (var revokedOrBroken : List.of("revoked", "%zz")) {
                var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ui/wall/now"))
                        .header("Cookie", DisplayKeyFilter.COOKIE + "=" + revokedOrBroken)
                        .header("HX-Request", "true")
                        .build();
                assertThat(client.send(request, BodyHandlers.discarding()).statusCode())
                        .as(revokedOrBroken)
                        .isEqualTo(401);
            }
            for (var door : doors()) {
                if (!OPEN.contains(door.name())) {
                    assertThat(status(client, door, Doors.DISPLAY))
                            .as(door.name())
                            .isEqualTo(401);
                }
            }
        }
    }

    private static int status(PageSession session, String operation) throws IOException, InterruptedException {
        var address = filled(path(operation));
        return method(operation).equals(HttpMethod.GET) ? session.status(address) : session.send(address, "q=a&id=a");
    }

    /// As `GET /ui/board`, with what opens it.
    private Map<String, Set<Scope>> pagesByRule() {
        var mapped = new TreeMap<String, Set<Scope>>();
        everyMapping("/ui").forEach(operation -> {
            var rule = pages.of(method(operation), path(operation));
            assertThat(rule).as("no rule names " + operation).isPresent();
            var anyOf = rule.orElseThrow().anyOf();
            mapped.put(operation, anyOf.isEmpty() ? EnumSet.allOf(Scope.class) : anyOf);
        });
        return mapped;
    }

    @Test
    void nothingIsMappedThatNoRuleNames() {
        var unnamed = everyMapping("/").stream()
                .filter(operation -> !operation.contains(" /ui") && !operation.contains(" /login"))
                .filter(operation -> api.of(method(operation), path(operation)).isEmpty());

        assertThat(unnamed).isEmpty();
        assertThat(everyMapping("/login"))
                .allSatisfy(operation ->
                        assertThat(pages.of(method(operation), path(operation))).isPresent());
    }

    private static HttpMethod method(String operation) {
        return HttpMethod.valueOf(operation.substring(0, operation.indexOf(' ')));
    }

    private static String path(String operation) {
        return operation.substring(operation.indexOf(' ') + 1);
    }

    private List<String> everyMapping(String prefix) {
        return Doors.mapped(mappings).stream()
                .filter(operation -> operation.contains(" " + prefix))
                .toList();
    }

    private static String filled(String template) {
        return template.replaceAll("\\{[^}]+}", "0b1d0a5e-0000-4000-8000-000000000000");
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
