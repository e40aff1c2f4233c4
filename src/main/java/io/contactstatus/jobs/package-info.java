/// Long-running jobs: each is done by one instance at a time, continued by another one when that dies, and
/// watched and stopped over HTTP.
///
/// The modules that bring a [Work] know what there is to do. All state is in the store.
@NullMarked
@ApplicationModule(allowedDependencies = {"background", "instances", "problems", "store", "switches"})
package io.contactstatus.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
