package io.contactstatus.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class RecordingLocationsTest {

    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Recordings':[{'Location':'bucket/a.wav'}]}",
                "{'Recording':{'Location':'bucket/a.wav'}}",
                "{'ContactEvaluations':{'form':{'ExportLocation':'bucket/a.wav'}}}",
                "{'Details':{'ContactData':{'MediaStreams':{'Customer':{'Audio':{'StreamARN':'bucket/a.wav'}}}}}}",
                "{'Attributes':{'anything':'see s3://bucket/a.wav'}}"
            })
    void areHiddenWhereverTheyAppear(String record) {
        var node = JSON.readTree(record.replace('\'', '"'));

        assertThat(RecordingLocations.HIDDEN.in(node).toString())
                .doesNotContain("bucket/a.wav")
                .contains("***");
        assertThat(RecordingLocations.SHOWN.in(node)).isSameAs(node);
    }

    @Test
    void nothingElseIsHidden() {
        var node =
                JSON.readTree("{\"Queue\":{\"Name\":\"Billing\"},\"LanguageLocale\":\"ja\",\"Holds\":2,\"None\":null}");

        assertThat(RecordingLocations.HIDDEN.in(node)).isEqualTo(node);
    }

    @Test
    void areHiddenByTheirPathsAsWell() {
        var steps = Map.of(
                "Recordings[0].Location", "bucket/a.wav", "Location[1]", "bucket/a.wav", "Queue.Name", "Billing");

        assertThat(RecordingLocations.HIDDEN.in(steps))
                .isEqualTo(Map.of("Recordings[0].Location", "***", "Location[1]", "***", "Queue.Name", "Billing"));
        assertThat(RecordingLocations.SHOWN.in(steps)).isEqualTo(steps);
    }
}
