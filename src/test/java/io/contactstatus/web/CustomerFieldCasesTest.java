package io.contactstatus.web;

import static io.contactstatus.web.GuardedService.ALL;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Who the customer is, in inputs that were met in the field, in several orders of arrival.
@GuardedService
class CustomerFieldCasesTest {

    private static final String[] KEY = {"X-Api-Key", ALL, "Content-Type", "application/json"};
    private static final Pattern CONTACT_ID =
            Pattern.compile("\"ContactId\" ?: ?\"([0-9a-f-]{36})\"", Pattern.CASE_INSENSITIVE);
    private static final Pattern PHONE = Pattern.compile("\\+8190[0-9]{8}");
    private static final int ORDERS = 4;

    @LocalServerPort
    private int port;

    @Autowired
    private JsonMapper json;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "05a-nobodys-number",
                "05b-nobodys-number",
                "05c-nobodys-number",
                "21-third-party-is-not-the-caller",
                "31-customer-id-hides-the-number"
            })
    void isToldRightlyInEveryOrder(String name) {
        var api = PublishedApi.of(port);
        for (var order = 0; order < ORDERS; order++) {
            var fieldCase = json.readTree(withOwnIds(text(name)));

            for (var record : ordered(fieldCase.path("records"), order)) {
                var answer = api.exchange("POST", "/ingest", json.writeValueAsString(record), KEY);
                assertThat(answer.statusCode()).isEqualTo(202);
            }

            var number = order;
            fieldCase.path("expect").properties().forEach(expected -> {
                var path = expected.getKey().contains("/") ? "/" + expected.getKey() : "/contacts/" + expected.getKey();
                var told = json.readTree(api.get(path, "X-Api-Key", ALL).body());
                expected.getValue().properties().forEach(field -> {
                    var shown = told.at("/" + field.getKey().replace('.', '/'));
                    var wanted = field.getValue();
                    if (wanted.isNull()) {
                        assertThat(shown.isMissingNode())
                                .as("%s of %s, order %d", field.getKey(), path, number)
                                .isTrue();
                    } else {
                        assertThat(shown)
                                .as("%s of %s, order %d", field.getKey(), path, number)
                                .isEqualTo(wanted);
                    }
                });
            });
        }
    }

    @Test
    void aCallerWithACustomerIdIsKnownToAFlowByTheNumber() {
        var api = PublishedApi.of(port);
        var fieldCase = json.readTree(withOwnIds(text("31-customer-id-hides-the-number")));
        for (var record : fieldCase.path("records")) {
            api.exchange("POST", "/ingest", json.writeValueAsString(record), KEY);
        }
        var event = fieldCase.path("records").get(0);
        var address = event.at("/Details/ContactData/CustomerEndpoint");
        var id = event.at("/Details/ContactData/ContactId").stringValue();
        var lookup = Map.of(
                "Details", Map.of("ContactData", Map.of("CustomerEndpoint", address, "CustomerId", "speaker-" + id)));

        var answer = json.readTree(api.exchange("POST", "/flow/lookup", json.writeValueAsString(lookup), KEY)
                .body());

        assertThat(answer.path("customerKnown").stringValue()).isEqualTo("true");
        assertThat(answer.path("activeContactId").stringValue()).isEqualTo(id);
    }

    private static List<JsonNode> ordered(JsonNode records, int order) {
        var all = new ArrayList<JsonNode>();
        records.forEach(all::add);
        switch (order) {
            case 0 -> {}
            case 1 -> Collections.reverse(all);
            default -> Collections.shuffle(all, new Random(order));
        }
        return all;
    }

    /// One order must not see what another one has left behind.
    private static String withOwnIds(String text) {
        var own = new HashMap<String, String>();
        CONTACT_ID
                .matcher(text)
                .results()
                .forEach(found -> own.computeIfAbsent(
                        found.group(1), id -> UUID.randomUUID().toString()));
        PHONE.matcher(text)
                .results()
                .forEach(found -> own.computeIfAbsent(
                        found.group().substring(1),
                        number ->
                                "8190%08d".formatted(ThreadLocalRandom.current().nextInt(100_000_000))));
        own.put("cust-4711", "cust-" + UUID.randomUUID());
        var result = text;
        for (var one : own.entrySet()) {
            result = result.replace(one.getKey(), one.getValue());
        }
        return result.replace("%2B819055500002", "%2B" + own.getOrDefault("819055500002", "819055500002"));
    }

    private static String text(String name) {
        try {
            return new ClassPathResource("field-cases/" + name + ".json").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
