package io.contactstatus.objects;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/// Lets one at a time replace or delete files of a directory, of all threads and processes. For moments only: files are
/// written before, beside their places.
final class DirectoryLock {

    /// Locks of files are between processes only.
    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

    @FunctionalInterface
    interface Access<T> {

        T run() throws IOException;
    }

    private final Path file;

    /// @param file that is there for nothing else
    DirectoryLock(Path file) {
        this.file = file;
    }

    /// Not to be called within itself.
    <T> T alone(Access<T> access) throws IOException {
        ONE_AT_A_TIME.lock();
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            if (!lock.isValid()) {
                throw new IOException("a lock that does not hold");
            }
            return access.run();
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }
}
