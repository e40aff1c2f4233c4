/// Keeps what is to be kept though nothing is received about it: the histories of live contacts that wait for
/// days.
///
/// How long things are kept is the store's to say; this looks after it, once a day, by one instance at a time.
@NullMarked
@ApplicationModule(allowedDependencies = {"ingest", "jobs", "store", "switches"})
package io.contactstatus.retention;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
