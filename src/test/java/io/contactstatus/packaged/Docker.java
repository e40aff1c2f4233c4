package io.contactstatus.packaged;

import static org.assertj.core.api.Assertions.fail;

import io.contactstatus.kinesis.Node;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;

/// The Docker engine of this machine.
final class Docker {

    private static final String MISSING = "there is no Docker engine on this machine";

    private Docker() {}

    /// Leaves the test out where there is none, and says so. Fails it where there has to be one.
    static void assume() {
        if (DockerClientFactory.instance().isDockerAvailable()) {
            return;
        }
        var required = System.getenv(Node.REQUIRE);
        if (required != null && Arrays.asList(required.split("\\s*,\\s*")).contains("docker")) {
            fail(MISSING + ", and " + Node.REQUIRE + " demands it");
        }
        System.out.println("NOT TESTED: LocalStack, because " + MISSING);
        Assumptions.abort(MISSING);
    }
}
