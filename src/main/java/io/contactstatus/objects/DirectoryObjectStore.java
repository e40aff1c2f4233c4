package io.contactstatus.objects;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A directory of this machine, or one that all instances share. Files are readable by the service's own user only.
///
/// Everything is written beside its place first. What is to be created is linked there, which fails where another
/// instance has done so; what replaces is moved there.
public final class DirectoryObjectStore implements ObjectStore {

    private static final String UNFINISHED = ".unfinished-";
    private static final String LOCK = UNFINISHED + "lock";
    private static final Duration LONGEST_WRITE = Duration.ofHours(1);

    /// Locks of files are between processes only.
    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

    private final Path directory;

    /// @throws UncheckedIOException when it cannot be made, or written to
    public DirectoryObjectStore(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
        try {
            make(this.directory);
            Files.delete(written(this.directory.resolve("probe"), out -> {}));
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }

    /// What is written, and where to.
    @FunctionalInterface
    private interface Writing {

        void to(OutputStream out) throws IOException;
    }

    @Override
    public boolean create(String key, byte[] bytes) {
        return unavailable(() -> {
            var file = madePath(key);
            var unfinished = written(file, out -> out.write(bytes));
            try {
                Files.createLink(file, unfinished);
                return true;
            } catch (FileAlreadyExistsException another) {
                return false;
            } finally {
                Files.delete(unfinished);
            }
        });
    }

    @Override
    public void replace(String key, byte[] bytes) {
        put(key, out -> out.write(bytes));
    }

    @Override
    public boolean replace(String key, @Nullable String tag, Path content) {
        return replace(key, tag, out -> Files.copy(content, out));
    }

    @Override
    public boolean replace(String key, @Nullable String tag, byte[] bytes) {
        return replace(key, tag, out -> out.write(bytes));
    }

    private boolean replace(String key, @Nullable String tag, Writing writing) {
        return unavailable(() -> alone(() -> {
            var file = madePath(key);
            if (!Objects.equals(tag, Files.exists(file) ? tag(file) : null)) {
                return false;
            }
            Files.move(
                    written(file, writing), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        }));
    }

    /// While no other one does so, of all processes.
    private <T> T alone(Access<T> access) throws IOException {
        ONE_AT_A_TIME.lock();
        try (var file = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = file.lock()) {
            if (!lock.isValid()) {
                throw new IOException("a lock that does not hold");
            }
            return access.run();
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }

    @Override
    public Optional<Opened> open(String key) {
        return unavailable(() -> {
            FileChannel opened;
            try {
                opened = FileChannel.open(path(key), StandardOpenOption.READ);
            } catch (NoSuchFileException none) {
                return Optional.empty();
            }
            try {
                // The same file, whatever takes its place meanwhile: none is ever changed.
                var tag = tag(Channels.newInputStream(opened));
                opened.position(0);
                return Optional.of(new Opened(Channels.newInputStream(opened), tag));
            } catch (IOException | RuntimeException failed) {
                opened.close();
                throw failed;
            }
        });
    }

    private static String tag(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return tag(in);
        }
    }

    private static String tag(InputStream content) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            content.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException every) {
            throw new IllegalStateException("every JVM has it", every);
        }
    }

    @Override
    public void write(String key, long length, Content content) {
        discardAttempts(key);
        put(key, out -> content.write(0, length, out));
    }

    /// Each attempt begins anew; one that was killed has left what it had written.
    @Override
    public void discardAttempts(String key) {
        unavailable(() -> {
            var file = path(key);
            if (Files.isDirectory(parent(file))) {
                var beginning = unfinished(file);
                try (var attempts = Files.newDirectoryStream(
                        parent(file), any -> any.getFileName().toString().startsWith(beginning))) {
                    for (var attempt : attempts) {
                        Files.deleteIfExists(attempt);
                    }
                }
            }
            return file;
        });
    }

    /// What the names of attempts at that file begin with.
    private static String unfinished(Path file) {
        return UNFINISHED + file.getFileName() + "-";
    }

    private void put(String key, Writing writing) {
        unavailable(() -> {
            var file = madePath(key);
            Files.move(
                    written(file, writing), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return file;
        });
    }

    private static Path written(Path file, Writing writing) throws IOException {
        var unfinished = file.resolveSibling(unfinished(file) + UUID.randomUUID());
        try (var channel = FileChannel.open(
                unfinished,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            try {
                var out = Channels.newOutputStream(channel);
                writing.to(out);
                channel.force(true);
            } catch (IOException | RuntimeException failed) {
                Files.deleteIfExists(unfinished);
                throw failed;
            }
        }
        return unfinished;
    }

    @Override
    public Optional<byte[]> read(String key) {
        return read(key, 0, Integer.MAX_VALUE);
    }

    @Override
    public Optional<byte[]> read(String key, long from, long to) {
        return unavailable(() -> {
            try (var channel = FileChannel.open(path(key), StandardOpenOption.READ)) {
                var length = (int) Math.max(0, Math.min(to, channel.size()) - from);
                var bytes = ByteBuffer.allocate(length);
                var read = 0;
                while (bytes.hasRemaining() && read >= 0) {
                    read = channel.read(bytes, from + bytes.position());
                }
                return Optional.of(bytes.array());
            } catch (NoSuchFileException none) {
                return Optional.empty();
            }
        });
    }

    @Override
    public List<String> list(String prefix) {
        return unavailable(() -> {
            // Only what can begin with the prefix is walked through: the others may be many.
            var slash = prefix.lastIndexOf('/');
            var parent = slash < 0 ? directory : path(prefix.substring(0, slash));
            if (!Files.isDirectory(parent)) {
                return List.of();
            }
            try (var children = Files.list(parent)) {
                return children.filter(child -> key(child).startsWith(prefix))
                        .flatMap(DirectoryObjectStore::filesIn)
                        .filter(file -> !file.getFileName().toString().startsWith(UNFINISHED))
                        .map(this::key)
                        .sorted()
                        .toList();
            } catch (NoSuchFileException | UncheckedIOException gone) {
                return List.of();
            }
        });
    }

    @Override
    public void forEach(Consumer<String> consumer) {
        unavailable(() -> {
            visit(directory, file -> consumer.accept(key(file)));
            return directory;
        });
    }

    /// Deletes what was written before that moment for the last time, and what those that were killed have left. In a
    /// bucket a rule does that.
    public void deleteOlder(Instant moment) {
        unavailable(() -> {
            visit(directory, file -> {
                // Looked at again once nothing can take its place meanwhile.
                if (isOlder(file, moment) && alone(() -> isOlder(file, moment) && Files.deleteIfExists(file))) {
                    removeIfEmpty(parent(file));
                }
            });
            return directory;
        });
    }

    private static boolean isOlder(Path file, Instant moment) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(moment);
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    @FunctionalInterface
    private interface Visitor {

        void visit(Path file) throws IOException;
    }

    private void visit(Path parent, Visitor visitor) throws IOException {
        try (var children = Files.newDirectoryStream(parent)) {
            for (var child : children) {
                if (Files.isDirectory(child)) {
                    visit(child, visitor);
                } else if (child.getFileName().toString().startsWith(UNFINISHED)) {
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

    private static Stream<Path> filesIn(Path path) {
        try (var files = Files.walk(path)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void delete(String key) {
        unavailable(() -> {
            var file = path(key);
            var gone = Files.deleteIfExists(file);
            removeIfEmpty(parent(file));
            return gone;
        });
    }

    private void removeIfEmpty(Path parent) throws IOException {
        if (parent.equals(directory) || !Files.isDirectory(parent)) {
            return;
        }
        try (var children = Files.list(parent)) {
            if (children.findAny().isPresent()) {
                return;
            }
        }
        try {
            Files.deleteIfExists(parent);
        } catch (DirectoryNotEmptyException filledMeanwhile) {
            return;
        }
    }

    private String key(Path file) {
        return directory.relativize(file).toString().replace('\\', '/');
    }

    private Path madePath(String key) throws IOException {
        var file = path(key);
        make(parent(file));
        return file;
    }

    private Path parent(Path file) {
        return Objects.requireNonNullElse(file.getParent(), directory);
    }

    private Path path(String key) {
        var file = directory.resolve(key).normalize();
        if (!file.startsWith(directory)) {
            throw new IllegalArgumentException("a key that leads out of the directory");
        }
        return file;
    }

    private static void make(Path directory) throws IOException {
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    @FunctionalInterface
    private interface Access<T> {

        T run() throws IOException;
    }

    private static <T> T unavailable(Access<T> access) {
        try {
            return access.run();
        } catch (IOException failed) {
            throw new ObjectStoreUnavailable("the directory", failed);
        }
    }
}
