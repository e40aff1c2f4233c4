package io.contactstatus.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class RecordingsTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void areFoundWhereOnlyOlderReadersWouldLook() {
        var recordings = Recordings.in(
                JSON.readTree(
                        "{\"Recording\":{\"Type\":\"AUDIO\",\"Status\":\"DELETED\",\"DeletionReason\":\"asked for\"},\"Recordings\":null}"));

        assertThat(recordings).singleElement().satisfies(recording -> {
            assertThat(recording.mediaStreamType()).isEqualTo("AUDIO");
            assertThat(recording.status()).isEqualTo("DELETED");
            assertThat(recording.deletionReason()).isEqualTo("asked for");
            assertThat(recording.storage()).isNull();
        });
    }

    @Test
    void areNoneWhereTheRecordTellsOfNone() {
        assertThat(Recordings.in(JSON.readTree("{}"))).isEmpty();
        assertThat(Recordings.in(JSON.readTree("{\"Recording\":null,\"Recordings\":[]}")))
                .isEmpty();
    }

    @Test
    void areShownWithoutTheTimesThatCannotBeRead() {
        var recordings =
                Recordings.in(JSON.readTree("{\"Recordings\":[{\"StartTimestamp\":\"soon\",\"Status\":null}]}"));

        assertThat(recordings).singleElement().satisfies(recording -> {
            assertThat(recording.startedAt()).isNull();
            assertThat(recording.status()).isNull();
        });
    }
}
