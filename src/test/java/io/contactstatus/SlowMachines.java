package io.contactstatus;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Lets every wait for a condition last as long as a busy machine needs, where the test does not say how long. A
/// test that passes ends no later for it. Found by JUnit through `META-INF/services`.
public final class SlowMachines implements BeforeAllCallback {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(LONGEST_WAIT);
    }
}
