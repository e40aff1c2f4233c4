package io.contactstatus.media.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.media.files.TestBuckets;
import io.contactstatus.objects.ObjectStore;
import io.contactstatus.standin.InMemoryS3;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class CaptureIntoS3Test extends CaptureContract {

    private final InMemoryS3 s3 = new InMemoryS3();

    @Override
    ObjectStore store(String place) {
        return TestBuckets.of(s3.endpoint(), "captured/" + place + "/", null);
    }

    @Override
    List<byte[]> everything() {
        assertThat(s3.uploadsInProgress()).isZero();
        return List.copyOf(s3.objects().values());
    }

    @Test
    void aBucketThatRefusesIsWaitedForInTheWordsOfTheAlarm(CapturedOutput output) throws Exception {
        var customer = spoken(1, 20_000);
        var agent = spoken(2, 20_000);
        stream.speak(CONTACT, START, customer, agent);
        s3.refuse(5);

        assertRecorded(capture(CONTACT), customer, agent);
        // What infra/terraform/capture.tf counts.
        assertThat(output).contains("waiting for the bucket of recordings");
    }

    @AfterEach
    @Override
    void close() throws IOException {
        super.close();
        s3.close();
    }
}
