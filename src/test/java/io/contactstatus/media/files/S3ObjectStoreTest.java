package io.contactstatus.media.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.contactstatus.objects.ObjectStore;
import io.contactstatus.objects.ObjectStoreUnavailable;
import io.contactstatus.standin.InMemoryS3;
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
