package io.contactstatus.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.objects.DirectoryObjectStore;
import io.contactstatus.store.MovingClock;
import io.contactstatus.store.ScratchFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpiredObjectsTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    @TempDir
    Path directory;

    private Path writtenTo(Path file, Duration ago) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.from(NOON.minus(ago)));
    }

    @Test
    void whatAKilledProcessHasLeftIsDeletedAndNothingElse() throws IOException {
        var scratch = Files.createDirectory(directory.resolve("scratch"));
        // As this service names them, made elsewhere.
        var made = ScratchFiles.create();
        var name = made.getFileName().toString();
        var left = writtenTo(Files.move(made, scratch.resolve(name)), Duration.ofMinutes(61));
        var inUse = writtenTo(Files.createFile(scratch.resolve("contact-status-archive-2.gz")), Duration.ofMinutes(59));
        var foreign = writtenTo(Files.createFile(scratch.resolve("history-3.gz")), Duration.ofDays(1));
        var ofAnotherKind = writtenTo(Files.createFile(scratch.resolve(name + ".bak")), Duration.ofDays(1));
        var noFile =
                writtenTo(Files.createDirectory(scratch.resolve("contact-status-archive-4.gz")), Duration.ofDays(1));
        var objects = new DirectoryObjectStore(directory.resolve("archive"));

        new ExpiredObjects(objects, Duration.ofDays(730), new MovingClock(NOON), scratch).deleteScratch();

        assertThat(left).doesNotExist();
        assertThat(inUse).exists();
        assertThat(foreign).exists();
        assertThat(ofAnotherKind).exists();
        assertThat(noFile).exists();
    }

    @Test
    void aPlaceThatIsNotThereHarmsNothing() {
        var objects = new DirectoryObjectStore(directory.resolve("archive"));

        new ExpiredObjects(objects, Duration.ofDays(730), new MovingClock(NOON), directory.resolve("nowhere"))
                .deleteScratch();

        assertThat(directory.resolve("nowhere")).doesNotExist();
    }
}
