package io.contactstatus.journey;

import static io.contactstatus.journey.Histories.entry;
import static io.contactstatus.journey.Histories.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Outcome;
import io.contactstatus.contact.Source;
import io.contactstatus.masking.Veil;
import io.contactstatus.simulator.Scenario;
import io.contactstatus.simulator.SimulatedRecord;
import io.contactstatus.simulator.Simulation;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What a journey tells of the course of a contact and of its end.
class CourseStepsTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final String AGENT = "arn:aws:connect:eu-west-2:1:instance/i/agent/a";

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void addUpToWhatIsShownOfTheContact(Scenario scenario) {
        for (var seed = 0; seed < 5; seed++) {
            var story = new Simulation(scenario.name().hashCode() + seed, NOON).play(scenario);

            for (var leg : RecordedLegs.of(story)) {
                assertThat(leg.contact().snapshot().active()).isFalse();
                JourneySums.assertThatTheyAgree(leg);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void addUpWhateverWasLost(Scenario scenario) {
        var random = new Random(31);
        for (var seed = 0; seed < 5; seed++) {
            var story = new Simulation(~scenario.name().hashCode() - seed, NOON).play(scenario);
            var kept = story.records().stream()
                    .filter(record -> random.nextInt(5) > 0)
                    .map(SimulatedRecord::payload)
                    .toList();

            for (var until = 1; until <= kept.size(); until += 7) {
                RecordedLegs.of(kept.subList(0, until)).forEach(JourneySums::assertThatTheyAgree);
            }
        }
    }

    @Test
    void oneVisitIsOneWaitHoweverOftenItRang() {
        assertThat(told(
                        queued(5),
                        seat(10, "CONNECTING"),
                        seat(20, "MISSED"),
                        seat(30, "CONNECTING"),
                        seat(33, "ERROR"),
                        seat(40, "CONNECTING"),
                        seat(45, "CONNECTED"),
                        ended(60, "CUSTOMER_DISCONNECT")))
                .containsExactly(
                        "The customer called",
                        "Waited 40 s in a queue",
                        "Not answered by mori (rang for 10 s)",
                        "Rang at mori for 3 s, then stopped",
                        "Rang at mori for 5 s",
                        "Talked with mori for 15 s",
                        "The customer hung up");
    }

    @Test
    void aRefusalWhoseRingingWasNotHeardOfIsTold() {
        assertThat(told(queued(5), seat(20, "MISSED"), ended(60, "CUSTOMER_DISCONNECT")))
                .containsExactly(
                        "The customer called",
                        "Waited 55 s in a queue",
                        "Not answered by mori",
                        "The customer hung up while waiting in the queue");
    }

    @Test
    void oneTalkHasAllItsHoldsAndPauses() {
        assertThat(told(
                        seat(5, "CONNECTED"),
                        seat(10, "CONNECTED_ONHOLD"),
                        seat(30, "CONNECTED"),
                        seat(50, "CONNECTED_ONHOLD"),
                        seat(55, "CONNECTED"),
                        ended(60, "AGENT_DISCONNECT")))
                .containsExactly(
                        "The customer called",
                        "Talked with mori for 30 s",
                        "On hold for 20 s",
                        "On hold for 5 s",
                        "The agent hung up");
    }

    @Test
    void aPhaseBeginsBeforeWhatIsHeardInItAndEndsAfter() {
        assertThat(told(
                        queued(5),
                        prompt("2026-01-05T12:00:05.100Z", "Please hold."),
                        prompt("2026-01-05T12:00:30.900Z", "Goodbye."),
                        ended(30, "CUSTOMER_DISCONNECT")))
                .containsExactly(
                        "The customer called",
                        "Waited 25 s in a queue",
                        "Heard “Please hold.”, “Goodbye.”",
                        "The customer hung up while waiting in the queue");
    }

    @Test
    void aTaskOfLaterIsPlanned() {
        var created = entry(
                Source.CONTACT_EVENT,
                at(0),
                "INITIATED",
                "{'channel':'TASK','initiationMethod':'API','initiationTimestamp':'" + at(0)
                        + "','scheduledTimestamp':'" + at(50) + "'}");
        var queued = entry(
                Source.CONTACT_EVENT,
                at(50),
                "QUEUED",
                "{'channel':'TASK','queueInfo':{'enqueueTimestamp':'" + at(50) + "'}}");

        assertThat(texts(RecordedLegs.of(List.of(created)))).containsExactly("A task was created", "Planned for later");
        assertThat(texts(RecordedLegs.of(List.of(created, queued))))
                .containsExactly("A task was created", "Planned for later, began after 50 s", "Waiting in a queue");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CUSTOMER_DISCONNECT       | The customer hung up before waiting for an agent",
                "CONTACT_FLOW_DISCONNECT   | The flow ended the call",
                "EXPIRED                   | Nobody finished it in time",
                "API                       | A program ended the contact",
                "TELECOM_PROBLEM           | The telephone network failed",
                "CUSTOMER_NEVER_ARRIVED    | The customer never arrived",
                "SOMETHING_NEW             | The contact ended (SOMETHING_NEW)"
            })
    void theLastStepSaysHowItEnded(String reason, String text) {
        assertThat(told(ended(60, reason))).last().isEqualTo(text);
    }

    @Test
    void whomNoPersonAnsweredWasNotReached() {
        var called = entry(
                Source.CONTACT_EVENT,
                at(0),
                "INITIATED",
                "{'channel':'VOICE','initiationMethod':'OUTBOUND','initiationTimestamp':'" + at(0) + "'}");
        var gaveUp = RecordedLegs.of(List.of(called, seat(1, "CONNECTED"), ended(20, "AGENT_DISCONNECT")));

        assertThat(gaveUp.contact().snapshot().outcome()).isEqualTo(Outcome.NOT_REACHED);
        assertThat(texts(gaveUp))
                .containsExactly(
                        "An agent began to call the customer",
                        "The customer’s phone rang for 20 s (called by mori)",
                        "The customer was not reached");
    }

    @Test
    void theRecordKnowsWhereAnAgentTransferredTo() {
        var leg = RecordedLegs.of(List.of(
                initiated(),
                seat(5, "CONNECTED"),
                seat(30, "ENDED"),
                record("'ConnectedToSystemTimestamp':'" + at(0) + "','Agent':{'ARN':'" + AGENT
                        + "','ConnectedToAgentTimestamp':'" + at(5) + "','AfterContactWorkStartTimestamp':'" + at(30)
                        + "'},'TransferCompletedTimestamp':'" + at(30)
                        + "','TransferredToEndpoint':{'Type':'TELEPHONE_NUMBER','Address':'+81312345678'},'DisconnectTimestamp':'"
                        + at(50) + "','DisconnectReason':'CUSTOMER_DISCONNECT'")));

        assertThat(texts(leg))
                .containsExactly(
                        "The customer called",
                        "Talked with mori for 25 s",
                        "Transferred to +81312345678",
                        "The customer hung up");
    }

    @Test
    void isToldInBothLanguagesForEveryWay() {
        var random = new Random(5);
        for (var seed = 0; seed < 40; seed++) {
            var records = new Simulation(60 + seed, NOON)
                    .next().records().stream()
                            .filter(record -> random.nextInt(4) > 0)
                            .map(SimulatedRecord::payload)
                            .toList();
            for (var leg : RecordedLegs.of(records)) {
                assertThat(leg.steps(Perspective.FRIENDLY, Veil.LIFTED, Locale.JAPANESE))
                        .extracting(Step::id)
                        .isEqualTo(leg.friendly().stream().map(Step::id).toList());
            }
        }
    }

    private static String at(int second) {
        return NOON.plusSeconds(second).toString();
    }

    private static HistoryEntry initiated() {
        return entry(
                Source.CONTACT_EVENT,
                at(0),
                "INITIATED",
                "{'channel':'VOICE','initiationMethod':'INBOUND','initiationTimestamp':'" + at(0) + "'}");
    }

    private static HistoryEntry queued(int second) {
        return entry(
                Source.CONTACT_EVENT,
                at(second),
                "QUEUED",
                "{'channel':'VOICE','queueInfo':{'enqueueTimestamp':'" + at(second) + "'}}");
    }

    private static HistoryEntry seat(int second, String state) {
        return entry(
                Source.AGENT_EVENT,
                at(second),
                state,
                "{'State':'" + state + "','AgentARN':'" + AGENT + "','Username':'mori'}");
    }

    private static HistoryEntry prompt(String at, String text) {
        return line(at, "PlayPrompt", text, "'Parameters':{'Text':'" + text + "'}");
    }

    private static HistoryEntry ended(int second, String reason) {
        return record("'DisconnectTimestamp':'" + at(second) + "','DisconnectReason':'" + reason + "'");
    }

    private static HistoryEntry record(String more) {
        return entry(
                Source.CONTACT_RECORD,
                "2026-01-05T13:00:00Z",
                "CONTACT_RECORD",
                "{'ContactId':'a-contact','Channel':'VOICE','InitiationTimestamp':'" + at(0) + "'," + more + "}");
    }

    private static List<String> told(HistoryEntry... more) {
        return texts(RecordedLegs.of(
                Stream.concat(Stream.of(initiated()), Stream.of(more)).toList()));
    }

    private static List<String> texts(RecordedLeg leg) {
        return leg.friendly().stream().map(Step::text).toList();
    }
}
