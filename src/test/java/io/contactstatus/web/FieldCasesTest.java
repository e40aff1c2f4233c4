package io.contactstatus.web;

import static io.contactstatus.web.GuardedService.ALL;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.LongRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Inputs that consumers of Amazon Connect meet in the field, through the whole service: one file per case under
/// `src/test/resources/field-cases`, each in several orders, with ids of its own each time.
///
/// `expect` names by contact id, or by path of the API, the fields and their values; `null` and `false` are
/// absent or false. `journey` says what the friendly view must tell, must not, and how often.
@GuardedService
class FieldCasesTest {

    private static final Path CASES = Path.of("src/test/resources/field-cases");
    private static final Pattern UUIDS =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern NUMBERS = Pattern.compile("8190[0-9]{8}");
    private static final int ORDERS = LongRun.choose(3, 8);

    @LocalServerPort
    private int port;

    @Autowired
    private JsonMapper json;

    private PublishedApi api;

    @BeforeEach
    void connect() {
        api = PublishedApi.of(port);
    }

    static Stream<Path> cases() throws IOException {
        try (var files = Files.list(CASES)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isToldRightInEveryOrder(Path file) {
        var text = read(file);
        for (var order = 0; order < ORDERS; order++) {
            var story = json.readTree(anew(text, order));
            var records = new ArrayList<JsonNode>();
            story.path("records").forEach(records::add);
            shuffle(records, order);
            records.forEach(record -> assertThat(ingest(record.toString())).isEqualTo(202));

            for (var expected : story.path("expect").properties()) {
                assertShown(expected.getKey(), expected.getValue(), "order " + order);
            }
            assertJourney(story, "order " + order);
        }
    }

    /// As they are, backwards, and at random.
    private static void shuffle(List<JsonNode> records, int order) {
        if (order == 1) {
            Collections.reverse(records);
        } else if (order > 1) {
            Collections.shuffle(records, new Random(order));
        }
    }

    /// Other ids and numbers for each order, as what was told before would be known already.
    private static String anew(String text, int order) {
        var ids = UUIDS.matcher(text)
                .replaceAll(found -> UUID.nameUUIDFromBytes((found.group() + order).getBytes(StandardCharsets.UTF_8))
                        .toString());
        return NUMBERS.matcher(ids)
                .replaceAll(found ->
                        "8190" + "%08d".formatted(Math.floorMod((found.group() + order).hashCode(), 100_000_000)));
    }

    private void assertShown(String subject, JsonNode expected, String which) {
        var path = subject.contains("/") ? subject : "contacts/" + subject;
        var answer = api.get("/" + path, "X-Api-Key", ALL);
        assertThat(answer.statusCode())
                .as("%s in %s: %s", path, which, answer.body())
                .isEqualTo(200);
        var shown = json.readTree(answer.body());
        for (var field : expected.properties()) {
            var name = field.getKey();
            var wanted = field.getValue();
            if (name.equals("journey-not")) {
                assertThat(friendly(subject)).as(which).noneMatch(step -> step.contains(wanted.stringValue()));
            } else if (name.equals("status-not")) {
                assertThat(shown.path("status").stringValue()).as(which).isNotEqualTo(wanted.stringValue());
            } else {
                assertValue(at(shown, name), wanted, name + " of " + path + " in " + which);
            }
        }
    }

    private static void assertValue(@Nullable JsonNode shown, JsonNode wanted, String what) {
        if (wanted.isNull()) {
            assertThat(shown).as(what).isNull();
        } else if (wanted.isBoolean() && !wanted.booleanValue()) {
            assertThat(shown == null || !shown.booleanValue()).as(what).isTrue();
        } else {
            assertThat(shown).as(what).isEqualTo(wanted);
        }
    }

    private static @Nullable JsonNode at(JsonNode shown, String path) {
        var node = shown;
        for (var part : path.split("\\.", -1)) {
            node = node.isArray() ? node.path(Integer.parseInt(part)) : node.path(part);
        }
        return node.isMissingNode() || node.isNull() ? null : node;
    }

    private void assertJourney(JsonNode story, String which) {
        var friendly = story.path("journey").path("friendly");
        if (friendly.isMissingNode()) {
            return;
        }
        for (var id : story.path("expect").propertyNames()) {
            var steps = friendly(id);
            friendly.path("has")
                    .forEach(text -> assertThat(steps).as(which).anyMatch(step -> step.contains(text.stringValue())));
            friendly.path("hasNot")
                    .forEach(text -> assertThat(steps).as(which).noneMatch(step -> step.contains(text.stringValue())));
            friendly.path("times")
                    .properties()
                    .forEach(times -> assertThat(steps.stream().filter(step -> step.contains(times.getKey())))
                            .as(which)
                            .hasSize(times.getValue().intValue()));
        }
    }

    private List<String> friendly(String contactId) {
        var answer = api.get("/contacts/" + contactId + "/journey?view=friendly", "X-Api-Key", ALL);
        var steps = new ArrayList<String>();
        json.readTree(answer.body())
                .path("steps")
                .forEach(step -> steps.add(step.path("text").stringValue()));
        assertThat(steps).isNotEmpty();
        return steps;
    }

    private int ingest(String record) {
        return api.exchange("POST", "/ingest", record, "X-Api-Key", ALL, "Content-Type", "application/json")
                .statusCode();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
