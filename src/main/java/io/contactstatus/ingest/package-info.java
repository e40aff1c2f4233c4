/// Takes records all the way: decode, join, store. Whatever pipe they come through, this is the one way in.
///
/// Returning means dealt with: stored, or of no use, or in the dead letters. Nothing here gives up on a store
/// that is away; how long to wait for it is the pipe's to say.
@NullMarked
@ApplicationModule(allowedDependencies = {"contact", "decode", "names", "simulator", "store", "switches"})
package io.contactstatus.ingest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
