/// Reads log groups of CloudWatch Logs: what a subscription has missed, or all of it where there is no
/// subscription.
///
/// A log event that comes both ways is stored once, so a range may be read again at any time. The CloudWatch
/// Logs SDK is used in this module only.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "background",
            "decode",
            "ingest",
            "instances",
            "jobs",
            "masking",
            "problems",
            "store",
            "switches"
        })
package io.contactstatus.logs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
