package io.contactstatus.media.capture;

import io.contactstatus.jobs.ContinuousWork;
import io.contactstatus.jobs.TakenJob;
import io.contactstatus.media.files.RecordingName;
import io.contactstatus.media.files.RecordingParts;
import io.contactstatus.objects.ObjectStore;
import io.contactstatus.objects.ObjectStoreUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes audio that is older than it is to be kept, by the time in the names: also what no item remembers any more.
final class AudioRetentionWork implements ContinuousWork {

    private static final Logger log = LoggerFactory.getLogger(AudioRetentionWork.class);

    private static final Duration LONGEST_ROUND = Duration.ofHours(1);

    /// Of the retention: by so much audio may become older, and so much more room it takes.
    private static final int ROUNDS = 10;

    private final ObjectStore store;
    private final Duration retention;
    private final Clock clock;

    AudioRetentionWork(ObjectStore store, Duration retention, Clock clock) {
        this.store = store;
        this.retention = retention;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "audio-retention";
    }

    @Override
    public Map<String, Map<String, String>> standing() {
        return Map.of("all", Map.of());
    }

    @Override
    public void run(TakenJob job) throws InterruptedException {
        while (true) {
            try {
                var deleted = deleteOld();
                if (deleted > 0) {
                    log.info("deleted {} files of audio that were older than {}", deleted, retention);
                }
            } catch (ObjectStoreUnavailable away) {
                log.warn("old audio is not deleted: {}", away.messageOf("recordings"));
            }
            var round = retention.dividedBy(ROUNDS);
            Thread.sleep(round.compareTo(LONGEST_ROUND) < 0 ? round : LONGEST_ROUND);
        }
    }

    int deleteOld() {
        var before = clock.instant().minus(retention);
        int[] deleted = new int[1];
        store.forEach(key -> {
            if (RecordingName.startOf(key)
                    .filter(start -> start.isBefore(before))
                    .isPresent()) {
                delete(key);
                deleted[0]++;
            }
        });
        return deleted[0];
    }

    /// Of parts the later ones go first: what is left after a crash still begins at the beginning.
    private void delete(String key) {
        RecordingName.ofPart(key).ifPresentOrElse(name -> RecordingParts.delete(store, name), () -> store.delete(key));
    }
}
