package io.contactstatus.packaged;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// What instances have to be told so that they share the reading of streams.
///
/// @param names of the streams
record EmulatedStreams(URI endpoint, String application, List<String> names, List<String> timing) {

    /// Everything is noticed within a few seconds: for tests in which it happens again and again.
    static EmulatedStreams quicklyNoticed(URI endpoint, String application, List<String> names) {
        return new EmulatedStreams(
                endpoint,
                application,
                names,
                List.of(
                        "failover=3s",
                        "assignment=500ms",
                        "leader-lease=5s",
                        "leader-heartbeat=1s",
                        "shard-sync=0s",
                        "lease-audit=5s",
                        "idle-between-reads=200ms",
                        "parent-shard-poll=200ms",
                        "dispatch=100ms"));
    }

    /// With the timing that the service is shipped with, except that it does not take its time over the first
    /// start.
    static EmulatedStreams asShipped(URI endpoint, String application, List<String> names) {
        return new EmulatedStreams(endpoint, application, names, List.of("shard-sync=0s"));
    }

    /// @param worker names the instance; the same one after a restart
    List<String> arguments(String worker) {
        var arguments = new ArrayList<>(List.of(
                "--contact-status.kinesis.enabled=true",
                "--contact-status.kinesis.create=true",
                "--contact-status.kinesis.endpoint=" + endpoint,
                "--contact-status.kinesis.application=" + application,
                "--contact-status.kinesis.streams=" + String.join(",", names),
                "--contact-status.kinesis.worker-id=" + worker));
        timing.forEach(one -> arguments.add("--contact-status.kinesis.timing." + one));
        return arguments;
    }
}
