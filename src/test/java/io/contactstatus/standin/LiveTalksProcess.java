package io.contactstatus.standin;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Objects;

/// Kinesis Video Streams, and the talks on it, as a process of their own: what the composition captures.
///
/// The Dockerfile's target `stand-in` compiles it with what it needs of this package, and nothing else of the tests.
public final class LiveTalksProcess {

    /// How long a body waits for more: longer than between two fragments.
    private static final long IDLE_MILLIS = 3_000;

    private LiveTalksProcess() {}

    /// @param arguments where it listens for the service, a port; where the service takes records, a URL
    static void main(String[] arguments) {
        var kinesis = new InMemoryVideoStreams(new InetSocketAddress(Integer.parseInt(arguments[0])));
        kinesis.idle(IDLE_MILLIS);
        var apiKey = Objects.requireNonNull(System.getenv("API_KEY"), "API_KEY has to be set");
        new LiveTalks(kinesis, URI.create(arguments[1]), apiKey).run();
    }
}
