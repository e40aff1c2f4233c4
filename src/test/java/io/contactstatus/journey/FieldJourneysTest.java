package io.contactstatus.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.contactstatus.masking.Veil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The journeys of inputs that consumers of Amazon Connect meet in the field, step by step and in several orders.
class FieldJourneysTest {

    private static final Path CASES = Path.of("src/test/resources/field-cases");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int ORDERS = 6;

    static Stream<Arguments> journeys() {
        return Stream.of(
                arguments(
                        "04-nobody-answers-the-agents-call",
                        List.of(List.of(
                                "START An agent began to call the customer",
                                "RINGING The customer’s phone rang for 35 s (called by hana.t)",
                                "END Nobody took the call"))),
                arguments(
                        "06-hangs-up-while-it-rings",
                        List.of(List.of(
                                "START The customer called",
                                "QUEUE Waited 12 s in queue Billing",
                                "RINGING Rang at hana.t for 7 s",
                                "END The customer hung up while it rang at an agent"))),
                arguments(
                        "07-event-and-record-disagree",
                        List.of(List.of(
                                "START The customer called",
                                "QUEUE Waited 1 min 35 s in queue Billing",
                                "END The customer hung up while waiting in the queue"))),
                arguments(
                        "10-put-through-outside-from-the-queue",
                        List.of(List.of(
                                "START The customer called",
                                "QUEUE Waited 31 s in a queue, hearing music",
                                "TRANSFER Put through to +15551230100",
                                "END Ended after the customer was put through to a number outside"))),
                arguments(
                        "20-customer-first-callback",
                        List.of(
                                List.of(
                                        "START The customer called",
                                        "QUEUE Waited 50 s in queue Billing",
                                        "CALLBACK The callback is a contact of its own",
                                        "END Ended, the customer will be called back"),
                                List.of(
                                        "START A callback to the customer was booked",
                                        "START The callback waited 10 s for its time",
                                        "QUEUE The callback is waiting in a queue"))),
                arguments(
                        "23-voicemail-is-not-abandoned",
                        List.of(List.of(
                                "START The customer called",
                                "QUEUE Waited 37 s in queue Billing",
                                "END The customer hung up after leaving the queue"))),
                arguments(
                        "24-campaign-counts-from-dialling",
                        List.of(List.of(
                                "START A call to the customer was started by a program",
                                "RINGING The customer’s phone rang for 20 s",
                                "CHECK An answering machine took the call",
                                "END The customer was not reached"))),
                arguments(
                        "25-consult-is-no-transfer",
                        List.of(
                                List.of(
                                        "START An agent called another agent for help",
                                        "AGENT leo.s spoke with the agent before for 30 s, without the customer",
                                        "END The agents’ conversation ended"),
                                List.of(
                                        "START The customer called",
                                        "QUEUE Waited 20 s in queue Billing",
                                        "AGENT Talked with mei.k for 2 min 10 s",
                                        "HOLD On hold once, 40 s in all",
                                        "END The customer hung up"))));
    }

    @ParameterizedTest
    @MethodSource("journeys")
    void areToldTheSameInEveryOrder(String name, List<List<String>> expected) throws IOException {
        for (var order = 0; order < ORDERS; order++) {
            var legs = legs(name, order);

            assertThat(legs)
                    .as("order %d", order)
                    .map(leg -> leg.friendly().stream()
                            .map(step -> step.kind() + " " + step.text())
                            .toList())
                    .containsExactlyInAnyOrderElementsOf(expected);
            assertThat(legs)
                    .allSatisfy(leg -> assertThat(leg.steps(Perspective.FRIENDLY, Veil.LIFTED, Locale.JAPANESE))
                            .extracting(Step::kind)
                            .isEqualTo(leg.friendly().stream().map(Step::kind).toList()));
        }
    }

    private static List<RecordedLeg> legs(String name, int order) throws IOException {
        var story = JSON.readTree(Files.readString(CASES.resolve(name + ".json"), StandardCharsets.UTF_8));
        var records = new ArrayList<JsonNode>();
        story.path("records").forEach(records::add);
        if (order == 1) {
            Collections.reverse(records);
        } else if (order > 1) {
            Collections.shuffle(records, new Random(order));
        }
        return RecordedLegs.of(records.stream()
                .map(record -> record.toString().getBytes(StandardCharsets.UTF_8))
                .toList());
    }
}
