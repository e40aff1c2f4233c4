package io.contactstatus.store;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Files that hold what is on its way to the archive, customers included. The code that makes one deletes it; what is
/// left is of processes that were killed.
public final class ScratchFiles {

    private static final Logger log = LoggerFactory.getLogger(ScratchFiles.class);

    /// No other program's files begin with it.
    private static final String OURS = "contact-status-archive-";

    private static final String END = ".gz";

    private ScratchFiles() {}

    public static Path create() throws IOException {
        return Files.createTempFile(OURS, END);
    }

    /// Where they are made.
    public static Path place() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    /// Deletes those that nobody has written to since then: other processes on this machine may have some of their own.
    public static void deleteOlder(Path place, Instant limit) {
        try (var files = Files.newDirectoryStream(place, OURS + "*" + END)) {
            for (var file : files) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | DirectoryIteratorException unwilling) {
            log.warn(
                    "files that a killed process has left are not deleted: {}",
                    unwilling.getClass().getSimpleName());
        }
    }
}
