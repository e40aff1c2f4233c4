/// What takes long: done by one instance at a time, gone on with by another when that one dies, watched and
/// stopped over HTTP.
///
/// What the work is belongs to the modules that bring a [Work]. Nothing is remembered here that the store does
/// not have.
@NullMarked
@ApplicationModule(allowedDependencies = {"ingest", "store", "switches"})
package io.contactstatus.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
