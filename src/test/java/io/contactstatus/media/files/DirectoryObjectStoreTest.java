package io.contactstatus.media.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import io.contactstatus.objects.DirectoryObjectStore;
import io.contactstatus.objects.ObjectStore;
import io.contactstatus.objects.ObjectStoreUnavailable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryObjectStoreTest extends ObjectStoreContract {

    @TempDir
    Path directory;

    private DirectoryObjectStore store;

    @BeforeEach
    void open() {
        store = new DirectoryObjectStore(directory.resolve("recordings"));
    }

    @Override
    ObjectStore store() {
        return store;
    }

    @Test
    void itsFilesAreForTheServiceAlone() throws IOException {
        store.create("parts/a/1", bytes("x"));
        store.replace("a.json", bytes("x"));

        var recordings = directory.resolve("recordings");
        for (var file : new String[] {"parts/a/1", "a.json"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(recordings.resolve(file))))
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(recordings)))
                .isEqualTo("rwx------");
    }

    /// As root this machine's tests may read everything: a name that no file system takes stands for what cannot be
    /// read.
    @Test
    void whatCannotBeListedIsNotTakenForNothing() {
        assertThatExceptionOfType(ObjectStoreUnavailable.class).isThrownBy(() -> store.list("x".repeat(300) + "/"));
    }

    @Test
    void whatIsDeletedWhileItIsListedIsLeftOut() {
        store.create("parts/a/1", bytes("x"));

        assertThat(store.list("parts/a/")).containsExactly("parts/a/1");
        store.delete("parts/a/1");
        assertThat(store.list("parts/a/")).isEmpty();
        assertThat(store.list("parts/")).isEmpty();
    }

    @Test
    void whatAKilledWriterLeftGoesWithItsFileOrWithTime() throws IOException {
        var recordings = directory.resolve("recordings");
        var left = Files.createFile(recordings.resolve(".unfinished-b.wav-1"));
        var other = Files.createFile(recordings.resolve(".unfinished-c.wav-1"));

        store.discardAttempts("b.wav");
        assertThat(left).doesNotExist();
        store.forEach(key -> {});
        assertThat(other).exists();

        Files.setLastModifiedTime(other, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        store.forEach(key -> {});
        assertThat(other).doesNotExist();
    }

    @Test
    void whatIsOlderThanItIsKeptIsDeletedAndSoIsWhatAKilledWriterLeftButNeverTheLock() throws IOException {
        var recordings = directory.resolve("recordings");
        var content = Files.write(directory.resolve("content"), bytes("x"));
        for (var key : new String[] {"lines/day=1/0", "lines/day=2/0"}) {
            assertThat(store.replace(key, null, content)).isTrue();
        }
        var now = Instant.now();
        var old = FileTime.from(now.minus(Duration.ofDays(3)));
        var left = Files.createFile(recordings.resolve("lines/day=2/.unfinished-0-1"));
        for (var file :
                new Path[] {recordings.resolve("lines/day=1/0"), recordings.resolve(".unfinished-lock"), left}) {
            Files.setLastModifiedTime(file, old);
        }

        store.deleteOlder(now.minus(Duration.ofDays(2)));

        assertThat(store.list("lines/")).containsExactly("lines/day=2/0");
        assertThat(recordings.resolve("lines/day=1")).doesNotExist();
        assertThat(left).doesNotExist();
        assertThat(recordings.resolve(".unfinished-lock")).exists();
    }

    @Test
    void nothingUnfinishedIsLeft() throws IOException {
        store.create("parts/a/1", bytes("x"));
        store.create("parts/a/1", bytes("y"));
        assertThatExceptionOfType(ObjectStoreUnavailable.class)
                .isThrownBy(() -> store.write("b.wav", 5, (from, to, out) -> {
                    out.write(1);
                    throw new IOException("gone");
                }));

        try (var files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("1", ".unfinished-lock");
        }
    }

    @Test
    void anOpenedFileIsNotInMemory() throws IOException {
        try (var large = new RandomAccessFile(
                directory.resolve("recordings").resolve("large").toFile(), "rw")) {
            large.setLength(32 * 1024 * 1024);
        }
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var before = threads.getCurrentThreadAllocatedBytes();

        try (var opened = store.open("large").orElseThrow()) {
            assertThat(opened.content().skip(Long.MAX_VALUE)).isEqualTo(32 * 1024 * 1024);
        }

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(4 * 1024 * 1024);
    }

    @Test
    void aDirectoryThatCannotBeWrittenToIsRefusedAtOnce() throws IOException {
        var file = Files.createFile(directory.resolve("file"));

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> new DirectoryObjectStore(file.resolve("below")));
    }

    @Test
    void noKeyLeadsOutOfIt() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> store.create("../outside", bytes("x")));
    }
}
