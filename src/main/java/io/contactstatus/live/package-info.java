/// What changes, pushed to whoever follows it: contacts, seats, and how the instances do, as server-sent events.
///
/// Changes are heard from the store after they were written. What is heard may be lost with the process, so nothing
/// here is the truth: whoever may have missed something is shown everything afresh.
@NullMarked
@ApplicationModule(allowedDependencies = {"contact", "ingest", "store", "switches", "view"})
package io.contactstatus.live;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
