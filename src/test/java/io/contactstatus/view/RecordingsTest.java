package io.contactstatus.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.masking.Veil;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class RecordingsTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void areFoundWhereOnlyOlderReadersWouldLook() {
        var recordings = Recordings.in(
                JSON.readTree(
                        "{\"Recording\":{\"Type\":\"AUDIO\",\"Status\":\"DELETED\",\"DeletionReason\":\"asked for\"},\"Recordings\":null}"),
                Veil.DRAWN);

        assertThat(recordings).singleElement().satisfies(recording -> {
            assertThat(recording.mediaStreamType()).isEqualTo("AUDIO");
            assertThat(recording.status()).isEqualTo("DELETED");
            assertThat(recording.deletionReason()).isEqualTo("asked for");
            assertThat(recording.storage()).isNull();
        });
    }

    @Test
    void areNoneWhereTheRecordTellsOfNone() {
        assertThat(Recordings.in(JSON.readTree("{}"), Veil.DRAWN)).isEmpty();
        assertThat(Recordings.in(JSON.readTree("{\"Recording\":null,\"Recordings\":[]}"), Veil.DRAWN))
                .isEmpty();
    }

    @Test
    void areShownWithoutTheTimesThatCannotBeRead() {
        var recordings = Recordings.in(
                JSON.readTree("{\"Recordings\":[{\"StartTimestamp\":\"soon\",\"Status\":null}]}"), Veil.DRAWN);

        assertThat(recordings).singleElement().satisfies(recording -> {
            assertThat(recording.startedAt()).isNull();
            assertThat(recording.status()).isNull();
        });
    }

    @Test
    void hideThePhoneNumbersInWhatTheOperatorWrote() {
        var told = JSON.readTree("""
                {"Recordings":[{"Location":"bucket/calls/+819012345678_1.wav","DeletionReason":"+819012345678 asked"}]}""");

        assertThat(Recordings.in(told, Veil.DRAWN)).singleElement().satisfies(recording -> {
            assertThat(recording.location()).isEqualTo("bucket/calls/+81******5678_1.wav");
            assertThat(recording.deletionReason()).isEqualTo("+81******5678 asked");
        });
        assertThat(Recordings.in(told, Veil.LIFTED))
                .singleElement()
                .satisfies(recording -> assertThat(recording.location()).isEqualTo("bucket/calls/+819012345678_1.wav"));
    }
}
