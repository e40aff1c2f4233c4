package io.contactstatus.journey;

import static io.contactstatus.journey.Histories.entry;
import static io.contactstatus.journey.Histories.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Source;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which lines of the flow log belong together, and how long a block took.
class BlockRunsTest {

    private static final String ASKS = "'Parameters':{'Text':'Press a key'}";
    private static final String CALLS = "'Parameters':{'FunctionArn':'arn:aws:lambda:eu-west-2:1:function:f'}";

    @Test
    void measuresABlockFromItsFirstLineToItsLast() {
        var step = only(List.of(
                line("2026-01-05T12:00:00.100Z", "InvokeExternalResource", "f", CALLS),
                line("2026-01-05T12:00:00.912Z", "InvokeExternalResource", "f", "'ExternalResults':{'a':'b'}")));

        assertThat(step.kind()).isEqualTo(StepKind.LAMBDA);
        assertThat(step.durationMillis()).isEqualTo(812);
        assertThat(step.durationIsUpperBound()).isFalse();
        assertThat(step.outcome()).isEqualTo("Success");
        assertThat(step.failed()).isFalse();
        assertThat(step.detail()).containsEntry("ExternalResults.a", "b");
    }

    @Test
    void pairsALoopsLinesWithTheirNearestNeighbours() {
        var steps = techy(List.of(
                line("2026-01-05T12:00:00Z", "GetUserInput", "menu", ASKS),
                line("2026-01-05T12:00:05Z", "GetUserInput", "menu", "'Results':'Timeout'"),
                line("2026-01-05T12:00:06Z", "GetUserInput", "menu", ASKS),
                line("2026-01-05T12:00:08Z", "GetUserInput", "menu", "'Results':'Timeout'"),
                line("2026-01-05T12:00:09Z", "GetUserInput", "menu", ASKS),
                line("2026-01-05T12:00:10Z", "GetUserInput", "menu", "'Results':'2'")));

        assertThat(steps).extracting(Step::durationMillis).containsExactly(5_000L, 2_000L, 1_000L);
        assertThat(steps).extracting(Step::outcome).containsExactly("Timeout", "Timeout", "2");
    }

    @Test
    void doesNotGiveALaterOutcomeToAPassageThatHasItsOwn() {
        var steps = techy(List.of(
                line("2026-01-05T12:00:00Z", "GetUserInput", "menu", ASKS),
                line("2026-01-05T12:00:05Z", "GetUserInput", "menu", "'Results':'1'"),
                line("2026-01-05T12:00:06Z", "SetVoice", "voice", "'Parameters':{}"),
                line("2026-01-05T12:10:00Z", "GetUserInput", "menu", "'Results':'2'")));

        assertThat(steps).extracting(Step::outcome).containsExactly("1", null, "2");
        assertThat(steps.getFirst().durationMillis()).isEqualTo(5_000);
        assertThat(steps.getLast().text()).contains("missing");
    }

    @Test
    void keepsBlocksOfTwoFlowsApartThatShareAnIdentifier() {
        var here = line("2026-01-05T12:00:00Z", "GetUserInput", "menu", ASKS);
        var there = entry(
                Source.FLOW_LOG,
                "2026-01-05T12:00:05Z",
                "GetUserInput",
                "{'ContactFlowId':'another','Identifier':'menu','Results':'1'}");

        assertThat(techy(List.of(here, there))).hasSize(2);
    }

    @Test
    void takesEveryLineThatSetsAnAttributeForOneOfItsOwn() {
        var steps = techy(List.of(
                line("2026-01-05T12:00:00.000Z", "SetAttributes", "s", "'Parameters':{'Key':'a','Value':'1'}"),
                line("2026-01-05T12:00:00.001Z", "SetAttributes", "s", "'Parameters':{'Key':'b','Value':'2'}")));

        assertThat(steps).extracting(Step::text).containsExactly("Set attribute a = 1", "Set attribute b = 2");
    }

    @Test
    void joinsALineThatRepeatsItsInputsBesideTheOutcome() {
        var step = only(List.of(
                line("2026-01-05T12:00:00.100Z", "InvokeExternalResource", "f", CALLS),
                line("2026-01-05T12:00:01.100Z", "InvokeExternalResource", "f", CALLS + ",'Results':'Timeout'")));

        assertThat(step.durationMillis()).isEqualTo(1_000);
        assertThat(step.failed()).isTrue();
    }

    @Test
    void pairsLinesOfOneMillisecondInWhicheverOrderTheirIdsAre() {
        var enters = line("2026-01-05T12:00:00.100Z", "CheckStaffing", "c", "'Parameters':{'a':'b'}");
        var tells = line("2026-01-05T12:00:00.100Z", "CheckStaffing", "c", "'Results':'true'");

        for (var ids : List.of(List.of("1", "2"), List.of("2", "1"))) {
            var step = only(List.of(named(enters, ids.getFirst()), named(tells, ids.getLast())));
            assertThat(step.outcome()).isEqualTo("true");
            assertThat(step.detail()).containsKey("Parameters.a");
        }
    }

    @Test
    void boundsABlockThatLoggedNoEndByTheNextLine() {
        var step = techy(List.of(
                        line("2026-01-05T12:00:00Z", "PlayPrompt", "p", "'Parameters':{'Text':'Hello'}"),
                        line("2026-01-05T12:00:03Z", "SetVoice", "v", "'Parameters':{}")))
                .getFirst();

        assertThat(step.durationMillis()).isEqualTo(3_000);
        assertThat(step.durationIsUpperBound()).isTrue();
    }

    @Test
    void boundsALambdaCallOfOneLineByTheLongerGapAroundIt() {
        var steps = techy(List.of(
                line("2026-01-05T12:00:00.000Z", "SetVoice", "v", "'Parameters':{}"),
                line("2026-01-05T12:00:01.400Z", "InvokeExternalResource", "f", CALLS + ",'ExternalResults':{}"),
                line("2026-01-05T12:00:01.420Z", "SetVoice", "v", "'Parameters':{}"),
                line("2026-01-05T12:00:01.440Z", "InvokeExternalResource", "g", CALLS + ",'ExternalResults':{}"),
                line("2026-01-05T12:00:02.040Z", "SetVoice", "v", "'Parameters':{}")));

        assertThat(steps.get(1).durationMillis()).isEqualTo(1_400);
        assertThat(steps.get(3).durationMillis()).isEqualTo(600);
        assertThat(List.of(steps.get(1), steps.get(3))).allMatch(Step::durationIsUpperBound);
    }

    @Test
    void knowsNoDurationOfABlockWithNothingAroundIt() {
        var step = only(List.of(line("2026-01-05T12:00:00Z", "InvokeExternalResource", "f", CALLS)));

        assertThat(step.durationMillis()).isNull();
        assertThat(step.durationIsUpperBound()).isFalse();
    }

    @Test
    void givesNoBoundToBlocksThatAreOverAtOnce() {
        var step = techy(List.of(
                        line("2026-01-05T12:00:00Z", "SetAttributes", "s", "'Parameters':{'Key':'a','Value':'1'}"),
                        line("2026-01-05T12:00:03Z", "SetVoice", "v", "'Parameters':{}")))
                .getFirst();

        assertThat(step.durationMillis()).isNull();
    }

    private static HistoryEntry named(HistoryEntry entry, String id) {
        return new HistoryEntry(
                entry.contactId(), entry.at(), entry.source(), entry.type(), entry.summary(), id, entry.detail());
    }

    private static Step only(List<HistoryEntry> history) {
        var steps = techy(history);
        assertThat(steps).hasSize(1);
        return steps.getFirst();
    }

    private static List<Step> techy(List<HistoryEntry> history) {
        return RecordedLegs.of(history).techy();
    }
}
