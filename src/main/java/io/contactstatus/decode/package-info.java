/// Bytes from any pipe to facts about contacts: recognises what a record is from the record itself.
///
/// Bad input is an answer here ([Decoded.Malformed]), never an exception. JSON is read nowhere else.
@NullMarked
@ApplicationModule(allowedDependencies = {"contact", "dialect"})
package io.contactstatus.decode;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
