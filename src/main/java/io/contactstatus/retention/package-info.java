/// Prolongs the histories of live contacts about which nothing is received for days.
///
/// The store decides how long items are kept; this module runs the rounds, once a day, on one instance at a time.
@NullMarked
@ApplicationModule(allowedDependencies = {"jobs", "store", "switches"})
package io.contactstatus.retention;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
