package io.contactstatus.security;

import java.util.Set;

/// Where media of the pages may come from, beside the service itself.
public interface MediaOrigins {

    /// As `https://example-recordings.s3.eu-west-2.amazonaws.com`.
    Set<String> mediaOrigins();
}
