package io.contactstatus.journey;

import static io.contactstatus.journey.Histories.entry;
import static io.contactstatus.journey.Histories.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Source;
import io.contactstatus.masking.Veil;
import io.contactstatus.simulator.Simulation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What of people is in a journey, for those who may see it and for those who may not.
class MaskingTest {

    /// Everything personal of the two histories below.
    private static final List<String> PERSONAL = List.of(
            "田中",
            "太郎",
            "12,345",
            "4711",
            "5500000000000004",
            "0004",
            "9012345678",
            "312345678",
            "abc-def",
            "Abe",
            "4111",
            "1111",
            "likes tea",
            "BillingIntent",
            "silver",
            "fire");

    @Test
    void isNothingPersonalWithoutTheRight() {
        var histories = new ArrayList<>(List.of(Samples.troubled(), Samples.bits()));

        for (var history : histories) {
            for (var perspective : Perspective.values()) {
                for (var language : Journey.LANGUAGES) {
                    assertThat(RecordedLegs.of(history)
                                    .steps(perspective, Veil.DRAWN, language)
                                    .toString())
                            .doesNotContain(PERSONAL.toArray(String[]::new));
                }
            }
        }
    }

    @Test
    void hidesWhatSimulatedCustomersTypedAndTheirNumbers() {
        for (var seed = 0; seed < 10; seed++) {
            RecordedLegs.of(new Simulation(700 + seed, Instant.parse("2026-01-05T12:00:00Z")).next())
                    .forEach(leg -> {
                        var typed = leg.history().stream()
                                .filter(said -> said.type().equals("StoreUserInput"))
                                .map(said -> said.detail().json())
                                .filter(json -> json.contains("Results"))
                                .map(json -> json.replaceAll(".*\"Results\":\"([0-9]+)\".*", "$1"))
                                .toList();
                        for (var perspective : Perspective.values()) {
                            var told = leg.steps(perspective, Veil.DRAWN, Journey.LANGUAGES.getFirst())
                                    .toString();
                            typed.forEach(digits -> assertThat(told).doesNotContain(digits));
                            assertThat(told).doesNotContainPattern("\\+[0-9]{8,}");
                        }
                    });
        }
    }

    @Test
    void showsThemToThoseWhoMaySeeThem() {
        var told = told(Samples.troubled(), Perspective.TECHY, Veil.LIFTED);

        assertThat(told).contains("田中 太郎", "12,345円", "+81312345678");
    }

    @Test
    void hidesCardsAndSecretsFromEverybody() {
        for (var history : List.of(Samples.troubled(), Samples.bits())) {
            for (var perspective : Perspective.values()) {
                assertThat(told(history, perspective, Veil.LIFTED))
                        .doesNotContain("5500000000000004", "4111 1111", "4711", "abc-def");
            }
        }
        assertThat(told(Samples.troubled(), Perspective.FRIENDLY, Veil.LIFTED)).contains("************0004");
    }

    @Test
    void keepsTheFlowsOwnWords() {
        var history = List.of(
                line("2026-01-05T12:00:00Z", "SetAttributes", "s", "'Parameters':{'Key':'tier','Value':'platinum'}"),
                line(
                        "2026-01-05T12:00:01Z",
                        "PlayPrompt",
                        "p",
                        "'Parameters':{'Text':'Welcome Mr Tanaka, our platinum line is open from 9 to 17. Your balance is 12,345.'}"));

        assertThat(RecordedLegs.of(history)
                        .steps(Perspective.FRIENDLY, Veil.DRAWN, Journey.LANGUAGES.getFirst())
                        .getLast()
                        .text())
                .isEqualTo("Heard “Welcome Mr ***, our *** line is open from 9 to 17. Your balance is ***.”");
    }

    @Test
    void takesNameOfCustomersFromEverySourceThatTellsThem() {
        for (var source : List.of(
                entry(Source.API, "2026-01-05T12:00:05Z", "PATCH", "{'attributes':{'name':'Ichiro'}}"),
                entry(
                        Source.CONTACT_RECORD,
                        "2026-01-05T13:00:00Z",
                        "CONTACT_RECORD",
                        "{'Attributes':{'name':'Ichiro'}}"),
                entry(Source.FLOW_EVENT, "", "E", "{'Details':{'ContactData':{'Attributes':{'name':'Ichiro'}}}}"),
                line("2026-01-05T12:00:05Z", "InvokeExternalResource", "f", "'ExternalResults':{'name':'Ichiro'}"))) {
            var history = List.of(
                    source,
                    line(
                            "2026-01-05T12:00:01Z",
                            "PlayPrompt",
                            "p",
                            "'Parameters':{'Text':'Nice that you call, ichiro!'}"));

            assertThat(told(history, Perspective.FRIENDLY, Veil.DRAWN)).contains("Nice that you call, ***!");
        }
    }

    @Test
    void takesNoAnswerOfACustomerForAnError() {
        var history = List.of(
                line("2026-01-05T12:00:00Z", "GetUserInput", "g", "'Parameters':{'Text':'What is it about?'}"),
                line("2026-01-05T12:00:05Z", "GetUserInput", "g", "'Results':'an exception of Tanaka'"));

        for (var perspective : Perspective.values()) {
            assertThat(told(history, perspective, Veil.DRAWN))
                    .doesNotContain("Tanaka")
                    .contains("failed=false");
        }
    }

    private static String told(List<HistoryEntry> history, Perspective perspective, Veil veil) {
        return RecordedLegs.of(history)
                .steps(perspective, veil, Journey.LANGUAGES.getFirst())
                .toString();
    }
}
