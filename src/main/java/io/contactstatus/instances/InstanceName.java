package io.contactstatus.instances;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/// What this process is called wherever instances have to be told apart: in reports, and as the owner of jobs
/// and of the leases of shards.
///
/// @param value no other process has it, and no later one on the same host either
public record InstanceName(String value) {

    private static final int RANDOM_DIGITS = 8;

    /// A new one each time it is called: there is one bean.
    public static InstanceName unique() {
        return new InstanceName(hostName() + "-" + UUID.randomUUID().toString().substring(0, RANDOM_DIGITS));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "unknown";
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
