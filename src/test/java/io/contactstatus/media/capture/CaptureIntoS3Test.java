package io.contactstatus.media.capture;

import io.contactstatus.media.files.MediaStore;
import io.contactstatus.media.files.TestBuckets;
import io.contactstatus.standin.InMemoryS3;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;

class CaptureIntoS3Test extends CaptureContract {

    private final InMemoryS3 s3 = new InMemoryS3();

    @Override
    MediaStore store() {
        return TestBuckets.of(s3.endpoint());
    }

    @AfterEach
    @Override
    void close() throws IOException {
        super.close();
        s3.close();
    }
}
