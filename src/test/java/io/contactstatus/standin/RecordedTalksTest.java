package io.contactstatus.standin;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.simulator.RecordKind;
import io.contactstatus.simulator.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RecordedTalksTest {

    private final RecordedTalks talks = new RecordedTalks();

    @Test
    void whateverASimulatedContactRecordNamesIsThereAndAsLongAsTheTalk() {
        var simulation = new Simulation(1, Instant.parse("2026-01-05T12:00:00Z"), 20, RecordedTalks.BUCKET);
        var named = IntStream.range(0, 60)
                .mapToObj(story -> simulation.next())
                .flatMap(story -> story.records().stream())
                .filter(record -> record.kind() == RecordKind.CONTACT_RECORD)
                .flatMap(record -> new JsonMapper()
                        .readTree(record.payload())
                        .path("Recordings")
                        .valueStream())
                .toList();

        assertThat(named)
                .hasSizeGreaterThan(5)
                .allSatisfy(recording -> assertThat(
                                talks.wav(recording.path("Location").stringValue()))
                        .hasSize(44 + 4 * 8_000 * seconds(recording)));
        assertThat(talks.wav(RecordedTalks.BUCKET + "/another.wav")).isNull();
    }

    private static int seconds(JsonNode recording) {
        return (int) Duration.between(
                        Instant.parse(recording.path("StartTimestamp").stringValue()),
                        Instant.parse(recording.path("StopTimestamp").stringValue()))
                .toSeconds();
    }

    @Test
    void theSameIsSpokenEachTime() {
        var location = RecordedTalks.BUCKET + "/connect/x/CallRecordings/2026/01/05/a_20260105T12:00_UTC_3s.wav";

        assertThat(talks.wav(location)).isEqualTo(new RecordedTalks().wav(location));
    }
}
