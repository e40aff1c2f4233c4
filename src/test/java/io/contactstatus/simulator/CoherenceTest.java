package io.contactstatus.simulator;

import static io.contactstatus.simulator.Wire.START;
import static io.contactstatus.simulator.Wire.instant;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.LongRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// All that one world tells, over many stories that overlap, fits together; at any speed.
class CoherenceTest {

    private static final Instant NOT_YET = Instant.ofEpochMilli(1);
    private static final List<String> MOMENTS = List.of(
            "/initiationTimestamp",
            "/connectedToSystemTimestamp",
            "/queueInfo/enqueueTimestamp",
            "/agentInfo/connectedToAgentTimestamp",
            "/disconnectTimestamp");

    @ParameterizedTest
    @ValueSource(doubles = {1, 4, 1_000})
    void repeatsInEachAgentEventWhatTheOneBeforeEndedWith(double speed) {
        var last = new HashMap<String, JsonNode>();
        for (var event : agentEvents(speed)) {
            var agent = event.get("AgentARN").stringValue();
            var before = last.put(agent, event.get("CurrentAgentSnapshot"));
            if (before == null) {
                assertThat(event.get("EventType").stringValue()).isEqualTo("LOGIN");
            } else {
                assertThat(event.get("PreviousAgentSnapshot")).isEqualTo(before);
            }
        }
        assertThat(last).hasSizeGreaterThan(5);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 4})
    void hearsFromEveryAgentEveryTwoMinutesUntilTheyLeave(double speed) {
        var longest = Duration.ofMillis(Math.round(120_000 / speed) + 1);
        var last = new HashMap<String, Instant>();
        for (var event : agentEvents(speed)) {
            var agent = event.get("AgentARN").stringValue();
            var at = instant(event, "EventTimestamp");
            var before = last.put(agent, at);
            if (before != null) {
                assertThat(Duration.between(before, at)).isBetween(Duration.ofMillis(1), longest);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 4, 1_000})
    void givesAnAgentOneContactAtATime(double speed) {
        assertThat(agentEvents(speed))
                .allSatisfy(event ->
                        assertThat(event.at("/CurrentAgentSnapshot/Contacts")).hasSizeLessThanOrEqualTo(1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 4, 1_000})
    void forgetsInNoContactEventWhatAnEarlierOneSaid(double speed) {
        for (var story : stories(speed)) {
            for (var contact : story.expected()) {
                assertCumulative(Wire.details(story, contact.contactId()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 4, 1_000})
    void putsTheMomentsOfAContactInTheirOrder(double speed) {
        for (var story : stories(speed)) {
            for (var contact : story.expected()) {
                var last = Wire.details(story, contact.contactId()).getLast();
                var known = MOMENTS.stream()
                        .map(moment -> momentIn(last, moment))
                        .filter(moment -> moment != null)
                        .toList();
                if (!contact.callback()) {
                    assertThat(known).isSortedAccordingTo(Comparator.naturalOrder());
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 4})
    void sendsTheContactRecordAMinuteAfterTheEnd(double speed) {
        var delay = Duration.ofMillis(Math.round(60_000 / speed));
        for (var story : stories(speed)) {
            for (var record : story.records()) {
                if (record.kind() == RecordKind.CONTACT_RECORD) {
                    var end = instant(Wire.read(record), "DisconnectTimestamp");
                    assertThat(record.at()).isAfterOrEqualTo(end.plus(delay));
                    assertThat(record.at()).isAfterOrEqualTo(instant(Wire.read(record), "LastUpdateTimestamp"));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 4, 1_000})
    void tellsRedeliveredRecordsApartByTheirUpdate(double speed) {
        var redelivered = 0;
        var erased = 0;
        for (var story : stories(speed)) {
            for (var contact : story.expected()) {
                var records = Wire.contactRecords(story, contact.contactId());
                assertThat(records)
                        .isNotEmpty()
                        .extracting(record -> instant(record, "LastUpdateTimestamp"))
                        .doesNotHaveDuplicates()
                        .isSortedAccordingTo(Comparator.naturalOrder());
                redelivered += records.size() > 1 ? 1 : 0;
                erased += records.getLast().get("SegmentAttributes").has("connect:RedactedFields") ? 1 : 0;
            }
        }
        assertThat(redelivered).isPositive();
        assertThat(erased).isPositive();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 4, 1_000})
    void expectsOfAContactWhatItsLastRecordSays(double speed) {
        for (var story : stories(speed)) {
            for (var contact : story.expected()) {
                assertAgrees(
                        contact, Wire.contactRecords(story, contact.contactId()).getLast());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 4, 1_000})
    void countsAsManyHoldsAsTheAgentMade(double speed) {
        for (var story : stories(speed)) {
            for (var contact : story.expected()) {
                var states = Wire.agentStates(story, contact.contactId());
                assertThat(states.stream().filter("CONNECTED_ONHOLD"::equals)).hasSize(contact.holdCount());
                assertThat(states.contains("MISSED")).isEqualTo(contact.missedByAgent());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 4, 1_000})
    void tellsNothingBeforeItHappened(double speed) {
        for (var story : stories(speed)) {
            for (var record : story.records()) {
                var told = Wire.read(record);
                switch (record.kind()) {
                    case CONTACT_EVENT ->
                        MOMENTS.forEach(moment -> {
                            var at = momentIn(told.get("detail"), moment);
                            assertThat(at == null || at.isBefore(record.at())).isTrue();
                        });
                    case AGENT_EVENT ->
                        assertThat(instant(told, "EventTimestamp")).isBefore(record.at());
                    case FLOW_LOGS ->
                        told.get("logEvents")
                                .forEach(line -> assertThat(Instant.ofEpochMilli(
                                                line.get("timestamp").longValue()))
                                        .isBeforeOrEqualTo(record.at()));
                    case CONTACT_RECORD ->
                        assertThat(instant(told, "DisconnectTimestamp")).isBefore(record.at());
                    case FLOW_EVENT -> assertThat(told.isObject()).isTrue();
                }
            }
        }
    }

    private static void assertAgrees(ExpectedContact expected, JsonNode record) {
        assertThat(textAt(record, "/ContactId")).isEqualTo(expected.contactId());
        assertThat(textAt(record, "/Channel")).isEqualTo(expected.channel());
        assertThat(textAt(record, "/InitiationMethod")).isEqualTo(expected.initiationMethod());
        assertThat(textAt(record, "/DisconnectReason")).isEqualTo(expected.disconnectReason());
        assertThat(textAt(record, "/InitialContactId")).isEqualTo(expected.initialContactId());
        assertThat(textAt(record, "/NextContactId")).isEqualTo(expected.nextContactId());
        assertThat(textAt(record, "/Queue/Name")).isEqualTo(expected.queueName());
        assertThat(textAt(record, "/Queue/EnqueueTimestamp") != null).isEqualTo(expected.queued());
        assertThat(textAt(record, "/Agent/Username")).isEqualTo(expected.agentUsername());
        assertThat(textAt(record, "/Agent/ConnectedToAgentTimestamp") != null).isEqualTo(expected.connectedToAgent());
        assertThat(textAt(record, "/CustomerEndpoint/Address")).isEqualTo(expected.customerIdentifier());
        assertThat(record.at("/Agent/NumberOfHolds").asInt(0)).isEqualTo(expected.holdCount());
        assertThat(expected.status()).isEqualTo("COMPLETED");
    }

    private static void assertCumulative(List<JsonNode> details) {
        var said = new HashMap<String, Instant>();
        for (var detail : details) {
            for (var moment : MOMENTS) {
                var now = momentIn(detail, moment);
                var before = said.get(moment);
                var mayBeLeftOut = moment.equals("/disconnectTimestamp");
                if (before != null && !(now == null && mayBeLeftOut)) {
                    assertRepeats(moment, before, now);
                }
                if (now != null) {
                    said.put(moment, now);
                }
            }
        }
        assertThat(said).containsKeys("/initiationTimestamp", "/disconnectTimestamp");
    }

    /// Only the time of queueing may move on, when a missed contact goes back.
    private static void assertRepeats(String moment, Instant before, @Nullable Instant now) {
        if (moment.equals("/queueInfo/enqueueTimestamp")) {
            assertThat(now).isAfterOrEqualTo(before);
        } else {
            assertThat(now).isEqualTo(before);
        }
    }

    private static @Nullable Instant momentIn(JsonNode detail, String pointer) {
        var text = textAt(detail, pointer);
        var moment = text == null ? null : Instant.parse(text);
        return NOT_YET.equals(moment) ? null : moment;
    }

    private static @Nullable String textAt(JsonNode node, String pointer) {
        var value = node.at(pointer);
        return value.isString() ? value.stringValue() : null;
    }

    private static List<Story> stories(double speed) {
        var simulation = new Simulation(31, START, speed);
        var stories = new ArrayList<Story>();
        for (var told = 0; told < LongRun.choose(100, 300); told++) {
            stories.add(simulation.next());
        }
        return stories;
    }

    /// Everything agents did over many stories, in the order it was emitted.
    private static List<JsonNode> agentEvents(double speed) {
        var simulation = new Simulation(41, START, speed);
        var records = new ArrayList<SimulatedRecord>();
        for (var told = 0; told < LongRun.choose(80, 200); told++) {
            var start = START.plusMillis(Math.round(told * 7_000 / speed));
            records.addAll(simulation.idleUntil(start));
            records.addAll(simulation.next(start).records());
        }
        records.sort(Comparator.comparing(SimulatedRecord::at));
        return Wire.read(records, RecordKind.AGENT_EVENT);
    }
}
