package io.contactstatus.journey;

import static io.contactstatus.journey.Histories.entry;
import static io.contactstatus.journey.Histories.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Talk;
import io.contactstatus.masking.Veil;
import io.contactstatus.media.AudioRun;
import io.contactstatus.names.LearntNames;
import io.contactstatus.simulator.Simulation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a journey makes of a history, rule by rule. Whole stories are in [GoldenJourneysTest].
class JourneyTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final String AGENT = "arn:aws:connect:eu-west-2:1:instance/i/agent/a";

    @Test
    void tellsWhatSeveralSourcesTellOnce() {
        var steps = friendly(
                List.of(
                        event(
                                "2026-01-05T12:00:10.500Z",
                                "QUEUED",
                                "'queueInfo':{'queueArn':'x/queue/q','enqueueTimestamp':'2026-01-05T12:00:10.500Z'}"),
                        seat("2026-01-05T12:00:20.000Z", "CONNECTING", "'QueueTimestamp':'2026-01-05T12:00:10.501Z'"),
                        event(
                                "2026-01-05T12:00:25.300Z",
                                "CONNECTED_TO_AGENT",
                                "'agentInfo':{'agentArn':'" + AGENT
                                        + "','connectedToAgentTimestamp':'2026-01-05T12:00:25.300Z'}"),
                        seat(
                                "2026-01-05T12:00:25.420Z",
                                "CONNECTED",
                                "'ConnectedToAgentTimestamp':'2026-01-05T12:00:25.420Z'"),
                        record(
                                "'Queue':{'ARN':'x/queue/q','Name':'Loans','EnqueueTimestamp':'2026-01-05T12:00:10Z','DequeueTimestamp':'2026-01-05T12:00:25Z'},'Agent':{'ARN':'"
                                        + AGENT
                                        + "','Username':'mori','ConnectedToAgentTimestamp':'2026-01-05T12:00:25Z'},'DisconnectTimestamp':'2026-01-05T12:01:00Z','DisconnectReason':'AGENT_DISCONNECT'")));

        assertThat(steps)
                .extracting(Step::kind)
                .containsExactly(StepKind.START, StepKind.QUEUE, StepKind.RINGING, StepKind.AGENT, StepKind.END);
        assertThat(steps.get(1).text()).isEqualTo("Waited 15 s in queue Loans");
        assertThat(steps.get(3).text()).startsWith("Talked with mori for 35 s");
    }

    @Test
    void tellsEngineersWhichCategoriesAndRulesMatched() {
        var steps = techy(List.of(
                entry(
                        Source.CONTACT_LENS,
                        "",
                        "SEGMENTS",
                        "{'Segments':[{'Categories':{'MatchedCategories':['Refund'],'MatchedDetails':{'Refund':{}}}}]}"),
                entry(
                        Source.CONTACT_LENS,
                        "2026-01-05T12:01:00.000Z",
                        "Contact Lens Realtime Rules Matched",
                        "{'ruleName':'Wants to cancel'}"),
                entry(Source.CONTACT_LENS, "2026-01-05T12:02:00.000Z", "SEGMENTS", "{'Segments':7}")));

        assertThat(steps)
                .extracting(Step::text)
                .containsExactly(
                        "Contact Lens found the category Refund",
                        "Contact Lens: the rule Wants to cancel matched",
                        "Contact Lens heard something");
        assertThat(steps).extracting(Step::kind).containsOnly(StepKind.SPEECH);
    }

    @Test
    void tellsEverybodyWhichRulesMatched() {
        var steps = friendly(List.of(
                seat("2026-01-05T12:00:20.000Z", "CONNECTED", ""),
                entry(
                        Source.CONTACT_LENS,
                        "2026-01-05T12:00:30.000Z",
                        "Contact Lens Realtime Rules Matched",
                        "{'ruleName':'Wants to cancel'}"),
                entry(Source.CONTACT_LENS, "2026-01-05T12:00:40.000Z", "SEGMENTS", "{'Segments':7}"),
                seat("2026-01-05T12:00:50.000Z", "ENDED", "")));

        assertThat(steps)
                .filteredOn(step -> step.kind() == StepKind.SPEECH)
                .singleElement()
                .satisfies(step -> {
                    assertThat(step.text()).isEqualTo("Contact Lens: the rule Wants to cancel matched");
                    assertThat(step.at()).isEqualTo(Instant.parse("2026-01-05T12:00:30Z"));
                });
    }

    @Test
    void saysWhatStillGoesOn() {
        var waiting = List.of(event(
                "2026-01-05T12:00:10.500Z", "QUEUED", "'queueInfo':{'enqueueTimestamp':'2026-01-05T12:00:10.500Z'}"));
        assertThat(friendly(waiting).getLast()).satisfies(step -> {
            assertThat(step.ongoing()).isTrue();
            assertThat(step.durationMillis()).isNull();
            assertThat(step.text()).isEqualTo("Waiting in a queue");
        });

        var held = Stream.concat(
                        waiting.stream(),
                        Stream.of(
                                seat("2026-01-05T12:00:20.000Z", "CONNECTED", ""),
                                seat("2026-01-05T12:00:40.000Z", "CONNECTED_ONHOLD", "")))
                .toList();
        assertThat(friendly(held))
                .filteredOn(Step::ongoing)
                .extracting(Step::text)
                .containsExactly("Talking with mori", "On hold");
    }

    @Test
    void doesNotTakeTheEndOfAnAgentsWorkForTheEndOfTheCall() {
        var steps = friendly(List.of(
                seat("2026-01-05T12:00:20.000Z", "CONNECTED", ""), seat("2026-01-05T12:00:50.000Z", "ENDED", "")));

        assertThat(steps).extracting(Step::kind).doesNotContain(StepKind.END);
        assertThat(steps.getLast().durationMillis()).isEqualTo(30_000);
    }

    @Test
    void countsHoldsOfWhichOnlyTheRecordKnows() {
        var steps = friendly(
                List.of(
                        record(
                                "'Agent':{'ARN':'" + AGENT
                                        + "','Username':'mori','ConnectedToAgentTimestamp':'2026-01-05T12:00:25Z','NumberOfHolds':2,'CustomerHoldDuration':75},'DisconnectTimestamp':'2026-01-05T12:05:00Z'")));

        assertThat(steps)
                .filteredOn(step -> step.kind() == StepKind.HOLD)
                .singleElement()
                .satisfies(step -> {
                    assertThat(step.text()).isEqualTo("On hold twice, 1 min 15 s in all");
                    assertThat(step.durationMillis()).isEqualTo(75_000);
                });
    }

    @Test
    void believesTheNewestRecord() {
        var old = entry(
                Source.CONTACT_RECORD,
                "2026-01-05T13:00:00Z",
                "CONTACT_RECORD",
                "{'DisconnectTimestamp':'2026-01-05T12:05:00Z','DisconnectReason':'OTHER'}");
        var newer = entry(
                Source.CONTACT_RECORD,
                "2026-01-06T13:00:00Z",
                "CONTACT_RECORD",
                "{'DisconnectTimestamp':'2026-01-05T12:05:00Z','DisconnectReason':'EXPIRED'}");

        assertThat(friendly(List.of(newer, old)).getLast().outcome()).isEqualTo("EXPIRED");
    }

    @Test
    void namesTheLegsItComesFromAndLeadsTo() {
        var steps = friendly(
                List.of(
                        event(
                                "2026-01-05T12:00:00.500Z",
                                "INITIATED",
                                "'initiationMethod':'TRANSFER','previousContactId':'before','initiationTimestamp':'2026-01-05T12:00:00.500Z'"),
                        record(
                                "'NextContactId':'after','PreviousContactId':'before','TransferCompletedTimestamp':'2026-01-05T12:04:00Z','DisconnectTimestamp':'2026-01-05T12:05:00Z','DisconnectReason':'AGENT_DISCONNECT'")));

        assertThat(steps.getFirst().contactId()).isEqualTo("before");
        assertThat(steps)
                .filteredOn(step -> step.kind() == StepKind.TRANSFER)
                .singleElement()
                .satisfies(step -> assertThat(step.contactId()).isEqualTo("after"));
    }

    @Test
    void aFirstLegThatNamesItselfComesFromNowhere() {
        var steps = friendly(List.of(
                entry(
                        Source.CONTACT_EVENT,
                        "2026-01-05T12:00:00Z",
                        "INITIATED",
                        "{'detail':{'eventType':'INITIATED','contactId':'a-contact','initiationMethod':'INBOUND',"
                                + "'previousContactId':'a-contact'}}"),
                entry(
                        Source.FLOW_EVENT,
                        "2026-01-05T12:00:00Z",
                        "CONTACT_FLOW_EVENT",
                        "{'Details':{'ContactData':{'ContactId':'a-contact','PreviousContactId':'a-contact'}}}")));

        assertThat(steps.getFirst().contactId()).isNull();
    }

    @Test
    void hearsPromptsThatFollowEachOtherAsOne() {
        var steps = friendly(List.of(
                line("2026-01-05T12:00:01Z", "PlayPrompt", "a", "'Parameters':{'Text':'Welcome.'}"),
                line("2026-01-05T12:00:02Z", "SetAttributes", "b", "'Parameters':{'Key':'k','Value':'v'}"),
                line("2026-01-05T12:00:03Z", "PlayPrompt", "c", "'Parameters':{'Text':'Calls are recorded.'}")));

        assertThat(steps)
                .extracting(Step::text)
                .containsExactly("The contact began", "Heard “Welcome.”, “Calls are recorded.”");
    }

    @Test
    void showsNothingTechnicalToPeople() {
        var steps = friendly(Samples.troubled());

        assertThat(steps).allSatisfy(step -> {
            assertThat(step.detail()).isEmpty();
            assertThat(step.block()).isNull();
            assertThat(step.source()).isNull();
        });
        assertThat(steps)
                .extracting(Step::kind)
                .doesNotContain(StepKind.LAMBDA, StepKind.ATTRIBUTE, StepKind.CHECK, StepKind.FLOW);
    }

    @Test
    void hasAStepForEveryEntryThatIsNoSecondLine() {
        var history = Samples.bits();
        var lines = history.stream()
                .filter(said -> said.source() == Source.FLOW_LOG)
                .count();

        var steps = techy(history);

        assertThat(steps.stream().filter(step -> step.source() == Source.FLOW_LOG))
                .hasSize((int) lines - 2);
        assertThat(steps.stream().filter(step -> step.source() != Source.FLOW_LOG))
                .hasSize(history.size() - (int) lines);
        assertThat(steps).extracting(Step::id).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-z0-9-]+"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "[]",
                "null",
                "7",
                "'text'",
                "{'eventType':[]}",
                "",
                "{'Parameters':[1],'Results':{'a':[null]}}"
            })
    void makesAStepOfWhateverIsNotUnderstood(String detail) {
        for (var source : Source.values()) {
            var history = List.of(entry(source, "2026-01-05T12:00:00Z", "WHATEVER", detail));

            assertThat(techy(history)).singleElement().satisfies(step -> {
                assertThat(step.source()).isEqualTo(source);
                assertThat(step.text()).isNotBlank();
            });
            assertThat(friendly(history)).hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void saysNothingOfNothing() {
        assertThat(friendly(List.of())).isEmpty();
        assertThat(techy(List.of())).isEmpty();
    }

    @Test
    void tellsTheSameInWhateverOrderTheEntriesCome() {
        var random = new Random(11);
        var histories = new ArrayList<>(List.of(Samples.troubled(), Samples.bits()));
        for (var seed = 0; seed < 12; seed++) {
            RecordedLegs.of(new Simulation(400 + seed, NOON).next()).forEach(leg -> histories.add(leg.history()));
        }
        for (var history : histories) {
            var friendly = friendly(history);
            var techy = techy(history);
            for (var round = 0; round < 5; round++) {
                var shuffled = new ArrayList<>(history);
                shuffled.addAll(history.subList(0, history.size() / 2));
                Collections.shuffle(shuffled, random);

                assertThat(friendly(shuffled)).isEqualTo(friendly);
                assertThat(techy(shuffled)).isEqualTo(techy);
            }
        }
    }

    @Test
    void givesAStableResultForEntriesOfOneMoment() {
        var random = new Random(12);
        var history = new ArrayList<HistoryEntry>();
        for (var said : Samples.troubled()) {
            history.add(new HistoryEntry(
                    said.contactId(), NOON, said.source(), said.type(), said.summary(), said.id(), said.detail()));
        }
        var friendly = friendly(history);
        var techy = techy(history);
        for (var round = 0; round < 20; round++) {
            Collections.shuffle(history, random);

            assertThat(friendly(history)).isEqualTo(friendly);
            assertThat(techy(history)).isEqualTo(techy);
        }
    }

    @Test
    void dependsNotOnWhereTheMachineStands() {
        var home = Locale.getDefault();
        try {
            Locale.setDefault(Locale.JAPAN);
            assertThat(friendly(Samples.bits()).getFirst().text()).isEqualTo("An agent began to call the customer");
        } finally {
            Locale.setDefault(home);
        }
        assertThat(RecordedLegs.of(Samples.bits())
                        .steps(Perspective.FRIENDLY, Veil.LIFTED, Locale.JAPAN)
                        .getFirst()
                        .text())
                .isEqualTo("エージェントがお客様へ発信");
        assertThat(RecordedLegs.of(Samples.bits())
                        .steps(Perspective.FRIENDLY, Veil.LIFTED, Locale.FRENCH)
                        .getFirst()
                        .text())
                .isEqualTo("An agent began to call the customer");
    }

    @Test
    void knowsWhereTheCustomerIsAndNotWhetherTheyAnsweredWhereItReadTheBeginningOnly() {
        var queued = event(
                "2026-01-05T12:00:00Z",
                "QUEUED",
                "'queueInfo':{'queueArn':'arn:q','enqueueTimestamp':'2026-01-05T12:00:00Z'}");
        var asked = line("2026-01-05T12:00:05Z", "GetUserInput", "g", "'Parameters':{'Text':'Still there?'}");
        var leg = RecordedLegs.of(List.of(queued, asked));

        assertThat(leg.friendly())
                .filteredOn(Step::ongoing)
                .extracting(Step::kind)
                .contains(StepKind.QUEUE, StepKind.CHOICE);
        assertThat(Journey.of(
                        leg.contact(),
                        leg.history(),
                        false,
                        List.of(),
                        new LearntNames(),
                        Perspective.FRIENDLY,
                        Veil.LIFTED,
                        Locale.ENGLISH))
                .filteredOn(Step::ongoing)
                .extracting(Step::kind)
                .containsExactly(StepKind.QUEUE);
    }

    @Test
    void tellsHowMuchBothSidesSpokeBeforeTheEnd() {
        var leg = RecordedLegs.of(List.of(
                event("2026-01-05T12:00:00Z", "INITIATED", "'initiationTimestamp':'2026-01-05T12:00:00Z'"),
                event("2026-01-05T12:01:30Z", "DISCONNECTED", "'disconnectTimestamp':'2026-01-05T12:01:30Z'")));
        var run = new AudioRun(
                leg.contact().id(),
                0,
                "a-run",
                "arn:stream",
                AudioRun.State.AVAILABLE,
                Instant.parse("2026-01-05T12:00:00.5Z"),
                Instant.parse("2026-01-05T12:01:31.5Z"),
                91_000,
                0,
                List.of(),
                new Talk(40, 35, 0, 21, 6),
                null);
        BiFunction<Perspective, Locale, List<Step>> told = (perspective, locale) -> Journey.of(
                leg.contact(), leg.history(), true, List.of(run), new LearntNames(), perspective, Veil.LIFTED, locale);

        var friendly = told.apply(Perspective.FRIENDLY, Locale.ENGLISH);
        assertThat(friendly).extracting(Step::kind).containsExactly(StepKind.START, StepKind.TALK, StepKind.END);
        assertThat(friendly.get(1).text())
                .isEqualTo("In 1 min 31 s of captured audio: customer 40 s, agent 35 s, both at once 0 s, silence 21 s,"
                        + " the longest 6 s");
        assertThat(told.apply(Perspective.FRIENDLY, Locale.JAPANESE).get(1).text())
                .isEqualTo("録音1分31秒の発話：お客様40秒、エージェント35秒、同時0秒、無音21秒（最長6秒）");
        assertThat(told.apply(Perspective.TECHY, Locale.ENGLISH).getLast().detail())
                .containsEntry("customerSeconds", "40")
                .containsEntry("longestSilenceSeconds", "6");
    }

    private static HistoryEntry event(String at, String type, String more) {
        return entry(
                Source.CONTACT_EVENT,
                at,
                type,
                "{'eventType':'" + type + "','contactId':'a-contact','channel':'VOICE'," + more + "}");
    }

    private static HistoryEntry seat(String at, String state, String more) {
        return entry(
                Source.AGENT_EVENT,
                at,
                state,
                "{'ContactId':'a-contact','State':'" + state + "','AgentARN':'" + AGENT + "','Username':'mori'"
                        + (more.isEmpty() ? "" : "," + more) + "}");
    }

    private static HistoryEntry record(String more) {
        return entry(
                Source.CONTACT_RECORD,
                "2026-01-05T13:00:00Z",
                "CONTACT_RECORD",
                "{'ContactId':'a-contact','Channel':'VOICE','InitiationTimestamp':'2026-01-05T12:00:00Z'," + more
                        + "}");
    }

    private static List<Step> friendly(List<HistoryEntry> history) {
        return RecordedLegs.of(history).friendly();
    }

    private static List<Step> techy(List<HistoryEntry> history) {
        return RecordedLegs.of(history).techy();
    }
}
