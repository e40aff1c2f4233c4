package io.contactstatus.identity;

import java.util.List;

/// Digests for tests of what names customers by them.
public final class TestDigests {

    private TestDigests() {}

    public static IdentifierDigests of(String secret) {
        return new IdentifierDigests(new IdentifierDigestProperties(List.of(secret)));
    }
}
