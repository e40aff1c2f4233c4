/// Takes records all the way: decode, join, store. Every pipe ends here.
///
/// Returning means dealt with: stored, ignored, or in the dead letters. How long an unreachable store is waited
/// for is the pipe's decision.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "contact",
            "decode",
            "instances",
            "names",
            "problems",
            "simulator",
            "store",
            "switches",
            "tracing",
            "visibility"
        })
package io.contactstatus.ingest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
