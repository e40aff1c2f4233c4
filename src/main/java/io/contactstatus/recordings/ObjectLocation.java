package io.contactstatus.recordings;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// An object of S3, as contact records write it: `bucket/key`, without a scheme.
record ObjectLocation(String bucket, String key) {

    /// Browsers take these out of a path, which is then another one than was signed.
    private static final Set<String> NOT_IN_PATHS = Set.of("", ".", "..");

    static Optional<ObjectLocation> of(String location) {
        var slash = location.indexOf('/');
        if (slash < 1) {
            return Optional.empty();
        }
        var key = location.substring(slash + 1);
        return Arrays.stream(key.split("/", -1)).anyMatch(NOT_IN_PATHS::contains)
                ? Optional.empty()
                : Optional.of(new ObjectLocation(location.substring(0, slash), key));
    }

    String fileName() {
        return key.substring(key.lastIndexOf('/') + 1);
    }
}
