/// What the outside sees: the HTTP API over the store, its errors, and its published description.
///
/// Everything shown of people goes through [Veil] or [Redaction]; nothing is written to a response past them.
@NullMarked
@ApplicationModule(allowedDependencies = {"contact", "store", "identity"})
package io.contactstatus.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
