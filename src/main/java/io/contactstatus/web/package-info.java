/// The HTTP API over the store, its errors, and its published description.
///
/// Personal data goes through `masking` before it is written to a response.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "audit",
            "callback",
            "connect",
            "contact",
            "csv",
            "erasure",
            "identity",
            "journey",
            "live",
            "masking",
            "names",
            "problems",
            "queues",
            "recordings",
            "security",
            "store",
            "switches",
            "tracing",
            "transcripts",
            "view",
            "visibility"
        })
package io.contactstatus.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
