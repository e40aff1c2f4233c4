package io.contactstatus.ingest;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// How long a request is worked on: for some time, and no longer than its client is there. What was stored of it until
/// then stays stored.
///
/// @param until as [System#nanoTime()] has it
/// @param there whether the client is still connected; asked by the thread of the request alone
record ClientPatience(long until, BooleanSupplier there) {

    /// Firehose hangs up after three minutes, and others hardly wait longer.
    private static final Duration LONGEST = Duration.ofSeconds(150);

    /// What is done sooner is done for a client that has left, too: looking costs the connection.
    private static final Duration UNASKED = Duration.ofSeconds(5);

    static ClientPatience of(HttpServletRequest request) {
        var began = System.nanoTime();
        var connected = ClientConnections.of(request);
        return new ClientPatience(
                began + LONGEST.toNanos(),
                () -> System.nanoTime() - began < UNASKED.toNanos() || connected.getAsBoolean());
    }

    /// To be asked before more is begun.
    ///
    /// @throws IngestOverloaded when it is over
    void check() {
        if (System.nanoTime() - until > 0) {
            throw IngestOverloaded.time();
        }
        if (!there.getAsBoolean()) {
            throw IngestOverloaded.hungUp();
        }
    }

    /// Negative when it is over.
    Duration left() {
        return Duration.ofNanos(until - System.nanoTime());
    }
}
