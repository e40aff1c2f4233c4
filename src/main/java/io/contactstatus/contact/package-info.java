/// What a contact is, and how what is heard about it becomes one truth.
///
/// Everything here is pure: no clock, no I/O, no framework. A [Contact] is the join of everything known
/// about it, and joining is commutative, associative and idempotent: the same facts give the same contact
/// whatever order they arrive in, however often they are repeated and however two writers interleave.
/// What is shown (status, flags, durations) is never stored; [Snapshot] derives it.
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.contactstatus.contact;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
