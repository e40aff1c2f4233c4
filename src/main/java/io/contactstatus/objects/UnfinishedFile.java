package io.contactstatus.objects;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.UUID;

/// A file that is written beside its place, and put there once all of it is on the disk.
record UnfinishedFile(Path path, Path place) {

    static final String PREFIX = ".unfinished-";

    private static final FileAttribute<?> FOR_THE_SERVICE_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    @FunctionalInterface
    interface Writing {

        void to(OutputStream out) throws IOException;
    }

    static UnfinishedFile begin(Path place) throws IOException {
        var path = place.resolveSibling(prefix(place) + UUID.randomUUID());
        return new UnfinishedFile(Files.createFile(path, FOR_THE_SERVICE_ALONE), place);
    }

    /// Nothing is left of it where that fails.
    UnfinishedFile write(Writing writing) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            var out = new FileOutput(channel);
            writing.to(out);
            out.flush();
            channel.force(true);
            return this;
        } catch (IOException | RuntimeException failed) {
            discard();
            throw failed;
        }
    }

    /// False where there is one.
    boolean isPutWhereNoneIs() throws IOException {
        try {
            Files.createLink(place, path);
            return true;
        } catch (FileAlreadyExistsException another) {
            return false;
        }
    }

    /// @throws java.nio.file.NoSuchFileException where it was discarded meanwhile
    void put() throws IOException {
        Files.move(path, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void discard() throws IOException {
        Files.deleteIfExists(path);
    }

    /// Those of all writers, also of ones that were killed.
    static void discardAll(Path place) throws IOException {
        var beginning = prefix(place);
        try (var attempts = Files.newDirectoryStream(
                Objects.requireNonNull(place.getParent()),
                any -> any.getFileName().toString().startsWith(beginning))) {
            for (var attempt : attempts) {
                Files.deleteIfExists(attempt);
            }
        }
    }

    private static String prefix(Path place) {
        return PREFIX + place.getFileName() + "-";
    }
}
