/// How contacts and seats look from outside, whichever way they are told: by an answer, an event or a live
/// update.
///
/// Everything shown of people goes through [Veil] or [Redaction]; nothing leaves the service past them.
@NullMarked
@ApplicationModule(allowedDependencies = {"contact", "dialect", "identity", "names", "store"})
package io.contactstatus.view;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
