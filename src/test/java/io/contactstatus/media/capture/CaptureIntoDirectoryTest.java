package io.contactstatus.media.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.LongRun;
import io.contactstatus.objects.DirectoryObjectStore;
import io.contactstatus.objects.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureIntoDirectoryTest extends CaptureContract {

    @TempDir
    Path directory;

    @Override
    ObjectStore store(String place) {
        return new DirectoryObjectStore(directory.resolve(place));
    }

    /// Also what is not finished.
    @Override
    List<byte[]> everything() throws IOException {
        try (var files = Files.walk(directory)) {
            var all = new ArrayList<byte[]>();
            for (var file : files.filter(Files::isRegularFile).toList()) {
                all.add(Files.readAllBytes(file));
            }
            return all;
        }
    }

    @Test
    void theCleanEndAfter45MinutesIsGoneOnAfter() throws Exception {
        kinesis.session(LongRun.choose(Duration.ofMinutes(3), Duration.ofMinutes(45)));
        var samples = LongRun.choose(5, 75) * 60 * 8_000;
        var customer = spoken(1, samples);
        var agent = spoken(2, samples);
        stream.speak(CONTACT, START, customer, agent);
        var call = new CallInTest(CONTACT, stream.arn(), START);

        run(call, 1, 10_000).run();

        assertRecorded(call, customer, agent);
        assertThat(stream.places()).startsWith("PRODUCER_TIMESTAMP", "CONTINUATION_TOKEN");
    }
}
