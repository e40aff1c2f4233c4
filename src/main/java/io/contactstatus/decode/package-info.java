/// Bytes from any pipe to facts about contacts: recognises what a record is from the record itself.
///
/// Bad input is an answer here ([Decoded.Malformed]), never an exception. How single fields, times and blocks are
/// read is in `dialect`, because journeys read them too.
@NullMarked
@ApplicationModule(allowedDependencies = {"contact", "dialect"})
package io.contactstatus.decode;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
