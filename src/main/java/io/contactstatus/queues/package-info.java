/// Figures of queues: what waits in them now, and what they did in the quarters, hours and days before.
///
/// Nothing is counted. A figure is the sum of what the contacts that left the queue add to it
/// ([io.contactstatus.contact.QueueDeparture]); sums of closed intervals are kept, so that a day costs what it shows
/// ([QueueSums]), and are made again when one of their contacts changes ([ClosingWork]).
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "background",
            "contact",
            "csv",
            "dialect",
            "jobs",
            "live",
            "names",
            "problems",
            "store",
            "switches",
            "view",
            "visibility"
        })
package io.contactstatus.queues;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
