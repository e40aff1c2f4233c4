package io.contactstatus.media.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.contactstatus.media.audio.Position;
import io.contactstatus.media.audio.WavHeader;
import io.contactstatus.media.matroska.Side;
import io.contactstatus.objects.ObjectStore;
import io.contactstatus.objects.ObjectStoreUnavailable;
import io.contactstatus.standin.InMemoryS3;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class S3ObjectStoreTest extends ObjectStoreContract {

    private final InMemoryS3 s3 = new InMemoryS3();
    private final ObjectStore store = TestBuckets.of(s3.endpoint());

    @AfterEach
    void close() {
        s3.close();
    }

    @Override
    ObjectStore store() {
        return store;
    }

    @Test
    void allOfItLiesBehindThePrefix() {
        store.create("a", bytes("x"));

        assertThat(s3.objects()).containsOnlyKeys("captured/a");
    }

    @Test
    void everyObjectIsEncryptedByTheKeyThatIsSet() {
        var key = "arn:aws:kms:eu-west-2:111122223333:key/recordings";
        var encrypting = TestBuckets.of(s3.endpoint(), "captured/", key);

        encrypting.create("part", bytes("x"));
        encrypting.replace("a.json", bytes("{}"));
        encrypting.write("a.wav", 1, (from, to, out) -> out.write(1));
        store.create("another", bytes("x"));

        assertThat(s3.encryptedBy())
                .isEqualTo(Map.of("captured/part", key, "captured/a.json", key, "captured/a.wav", key));
    }

    @Test
    void anUploadThatBrokeOffIsGoneOnWith() {
        var large = new byte[21 * 1024 * 1024];
        new Random(3).nextBytes(large);
        ObjectStore.Content content = (from, to, out) -> out.write(large, (int) from, (int) (to - from));
        s3.takeParts(3);
        assertThatExceptionOfType(ObjectStoreUnavailable.class)
                .isThrownBy(() -> store.write("large.wav", large.length, content));
        assertThat(store.read("large.wav")).isEmpty();
        s3.takeParts(Integer.MAX_VALUE);

        store.write("large.wav", large.length, content);

        assertThat(store.read("large.wav")).contains(large);
        assertThat(s3.partsTaken()).isEqualTo(2);
        assertThat(s3.uploadsInProgress()).isZero();
    }

    @Test
    void whoOnlyTakesARecordingOverGoesOnWithItsFiles() {
        var parts = joinedUpToItsFirstPart();

        parts.append(new Segment(2, 0, parts.position(), parts.position(), List.of()));
        s3.takeParts(Integer.MAX_VALUE);
        parts.join(Side.CUSTOMER);

        assertThat(s3.partsTaken()).isEqualTo(1);
        assertThatItIsWhole(parts, 3_000_000);
    }

    @Test
    void whenARecordingGrowsAfterItsFilesWereBegunNothingOfThoseIsKept() {
        var parts = joinedUpToItsFirstPart();

        parts.append(new Segment(2, 0, parts.position(), parts.position(), List.of()));
        parts.append(segment(2, parts.position(), 1_000_000, 4));
        s3.takeParts(Integer.MAX_VALUE);
        parts.join(Side.CUSTOMER);

        assertThat(s3.partsTaken()).isEqualTo(2);
        assertThatItIsWhole(parts, 4_000_000);
    }

    /// Six megabytes, of which five were uploaded by an owner that ended then.
    private RecordingParts joinedUpToItsFirstPart() {
        var mine = RecordingParts.begin(store, "c", Position.startingAt(1_726_677_688_724L), 0);
        for (var value = 1; value <= 3; value++) {
            mine.append(segment(1, mine.position(), 1_000_000, value));
        }
        s3.takeParts(1);
        assertThatExceptionOfType(ObjectStoreUnavailable.class).isThrownBy(() -> mine.join(Side.CUSTOMER));
        return RecordingParts.of(store, "c").getFirst();
    }

    private void assertThatItIsWhole(RecordingParts parts, int samples) {
        var wav = store.read(parts.name().wav(Side.CUSTOMER)).orElseThrow();
        assertThat(Arrays.copyOf(wav, WavHeader.BYTES)).isEqualTo(WavHeader.of(1, samples * 2L));
        assertThat(Arrays.copyOfRange(wav, WavHeader.BYTES, wav.length))
                .isEqualTo(parts.samples(Side.CUSTOMER, 0, samples));
        assertThat(s3.uploadsInProgress()).isZero();
    }

    @Test
    void aStoreThatRefusesForAMomentIsAskedAgain() {
        s3.refuse(1);

        assertThat(store.create("a", bytes("x"))).isTrue();
    }

    @Test
    void aStoreThatIsAwayIsSaidToBe() {
        s3.refuse(1_000);

        assertThatExceptionOfType(ObjectStoreUnavailable.class).isThrownBy(() -> store.read("a"));
    }
}
