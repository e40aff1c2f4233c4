/// Records that could not be read or stored: listed, shown, replayed and deleted over HTTP.
///
/// They are kept by `store`; replaying one sends its payload through `ingest` again.
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "ingest", "masking", "problems", "store", "view"})
package io.contactstatus.deadletters;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
