/// Repairs what was lost on the way: asks Amazon Connect about live contacts that may not be live any more, and for
/// names that no record had.
///
/// One instance at a time does it. What Amazon Connect says goes through the ingestion like everything else that is
/// heard, so that order and repetition do not matter.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "background",
            "connect",
            "contact",
            "dialect",
            "ingest",
            "jobs",
            "live",
            "names",
            "store",
            "switches",
            "view",
            "visibility"
        })
package io.contactstatus.reconcile;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
