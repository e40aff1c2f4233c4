package io.contactstatus.objects;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/// Walks through the files of a directory store, which others write and delete meanwhile.
final class DirectoryFiles {

    static final String LOCK = UnfinishedFile.PREFIX + "lock";

    private static final Duration LONGEST_WRITE = Duration.ofHours(1);

    private DirectoryFiles() {}

    static boolean isOlder(Path file, Instant moment) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(moment);
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    @FunctionalInterface
    interface Visitor {

        void visit(Path file) throws IOException;
    }

    /// What is deleted meanwhile is left out; what cannot be read is an error, not an absence.
    static void visit(Path parent, Visitor visitor) throws IOException {
        visit(parent, child -> true, visitor);
    }

    /// @param wanted of what lies in the parent; of that, everything
    static void visit(Path parent, Predicate<Path> wanted, Visitor visitor) throws IOException {
        try (var children = Files.newDirectoryStream(parent, wanted::test)) {
            for (var child : children) {
                if (Files.isDirectory(child)) {
                    visit(child, visitor);
                } else if (child.getFileName().toString().startsWith(UnfinishedFile.PREFIX)) {
                    deleteIfLeft(child);
                } else {
                    visitor.visit(child);
                }
            }
        } catch (NoSuchFileException deletedMeanwhile) {
            return;
        } catch (DirectoryIteratorException broken) {
            throw broken.getCause();
        }
    }

    /// No file takes so long to write: its writer was killed.
    private static void deleteIfLeft(Path unfinished) throws IOException {
        if (!unfinished.getFileName().toString().equals(LOCK)
                && isOlder(unfinished, Instant.now().minus(LONGEST_WRITE))) {
            Files.deleteIfExists(unfinished);
        }
    }
}
