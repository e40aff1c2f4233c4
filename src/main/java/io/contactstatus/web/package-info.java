/// The HTTP API over the store, its errors, and its published description.
///
/// Everything shown of people goes through `view`; nothing is written to a response past it.
@NullMarked
@ApplicationModule(allowedDependencies = {"contact", "store", "identity", "journey", "live", "names", "view"})
package io.contactstatus.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
