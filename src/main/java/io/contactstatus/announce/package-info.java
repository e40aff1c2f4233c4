/// Announces on EventBridge that a contact's status or flags have changed: at least once, and without delaying
/// the write of the contact.
///
/// What this process writes is announced at once, from memory. Memory may be lost or full: each change is also
/// marked in the contact's item ([io.contactstatus.store.Outbox]) until it is announced, and what stays marked
/// is announced by whichever instance finds it.
@NullMarked
@ApplicationModule(
        allowedDependencies = {"background", "contact", "instances", "jobs", "masking", "store", "switches", "view"})
package io.contactstatus.announce;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
