package io.contactstatus.media.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.objects.DirectoryObjectStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AudioRetentionWorkTest {

    @TempDir
    Path directory;

    @Test
    void whatIsOlderThanItIsToBeKeptIsDeletedFilesAndPartsAndPiecesOfRepairs() {
        var store = new DirectoryObjectStore(directory);
        for (var key : new String[] {
            "old_20260101T000000000Z-cu.wav",
            "old_20260101T000000000Z-op.wav",
            "old_20260101T000000000Z.json",
            "parts/old_20260101T000000000Z/00000001",
            "repairs/old_20260101T000000000Z/00000001",
            "new_20260103T000000000Z-cu.wav",
            "parts/new_20260103T000000000Z/00000001",
            "something-else.txt"
        }) {
            store.create(key, new byte[] {1});
        }

        var deleted = work(store, "2026-01-31T12:00:00Z").deleteOld();

        assertThat(deleted).isEqualTo(5);
        assertThat(store.list(""))
                .containsExactly(
                        "new_20260103T000000000Z-cu.wav",
                        "parts/new_20260103T000000000Z/00000001",
                        "something-else.txt");
    }

    private static AudioRetentionWork work(DirectoryObjectStore store, String now) {
        return new AudioRetentionWork(store, Duration.ofDays(30), Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
    }
}
