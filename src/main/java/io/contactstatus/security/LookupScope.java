package io.contactstatus.security;

/// Whether callers without `customers:lookup` and `pii:read` may still find customers by a number or identifier.
enum LookupScope {
    /// They may with `contacts:read`, as before there was the scope, and the log tells that they do.
    WARN,
    REQUIRED
}
