/// Reads log groups of CloudWatch Logs: what a subscription has missed, or all of it where there is no subscription.
///
/// A log event that comes both ways is stored once, so what has been read may be read again. The CloudWatch Logs SDK
/// stays in here.
@NullMarked
@ApplicationModule(allowedDependencies = {"decode", "ingest", "jobs", "store", "switches", "view"})
package io.contactstatus.logs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
