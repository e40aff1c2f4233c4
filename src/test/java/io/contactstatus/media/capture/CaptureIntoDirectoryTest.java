package io.contactstatus.media.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.LongRun;
import io.contactstatus.media.files.RecordingName;
import io.contactstatus.media.matroska.Side;
import io.contactstatus.objects.DirectoryObjectStore;
import io.contactstatus.objects.ObjectStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureIntoDirectoryTest extends CaptureContract {

    @TempDir
    Path directory;

    @Override
    ObjectStore store() {
        return new DirectoryObjectStore(directory);
    }

    @Test
    void theCleanEndAfter45MinutesIsGoneOnAfter() throws Exception {
        var samples = LongRun.choose(47, 75) * 60 * 8_000;
        var customer = spoken(1, samples);
        var agent = spoken(2, samples);
        stream.speak(CONTACT, START, customer, agent);
        var call = new CallInTest(CONTACT, stream.arn(), START);

        run(call, 1, 10_000).run();

        assertRecorded(call, customer, agent);
        assertThat(stream.places()).startsWith("PRODUCER_TIMESTAMP", "CONTINUATION_TOKEN");
    }

    @Test
    void aKillAfterAnyAccessToTheStoreLosesNothingAndEnds() throws Exception {
        var customer = spoken(1, 4 * 8_704);
        var agent = spoken(2, 4 * 8_704);
        stream.speak(CONTACT, START, customer, agent);
        var isKilled = true;
        for (var accesses = 1; isKilled; accesses++) {
            var recordings = new DirectoryObjectStore(directory.resolve("kill-" + accesses));
            var killed = new KilledStore(recordings, accesses);
            var dying = new CallInTest(CONTACT, stream.arn(), START);
            isKilled = endedByKill(dying, killed);

            var successor = new CallInTest(CONTACT, stream.arn(), START).after(dying);
            capture(successor, recordings, 2);

            assertThat(dying.finished.size() + successor.finished.size())
                    .as("recordings after %d accesses", accesses)
                    .isBetween(1, 2);
            assertThat(recordings.list("parts")).isEmpty();
            assertThat(recordings.list("")).hasSize(3);
            var name = RecordingName.of(CONTACT, START);
            assertThat(recordings.read(name.wav(Side.CUSTOMER))).hasValue(wavOf(customer));
            assertThat(recordings.read(name.wav(Side.AGENT))).hasValue(wavOf(agent));
        }
    }

    private boolean endedByKill(CallInTest call, ObjectStore recordings) throws InterruptedException {
        try {
            capture(call, recordings, 1);
            return false;
        } catch (KilledStore.Killed end) {
            return true;
        }
    }

    private void capture(CallInTest call, ObjectStore recordings, long owner) throws InterruptedException {
        var writer = new Writer(call, recordings, Duration.ofHours(1), Duration.ofSeconds(2), owner);
        new CaptureRun(call, streams, writer, patience(Duration.ofMillis(50)), InstantSource.system()).run();
    }
}
