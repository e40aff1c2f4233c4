/// Forgets customers: contacts with their histories, recordings and dead letters, and whatever comes of them later.
///
/// What may not come back leaves a mark without a person: a tombstone for each contact, and a digest of the identifier.
@NullMarked
@ApplicationModule(
        allowedDependencies = {"contact", "identity", "instances", "jobs", "media", "problems", "store", "visibility"})
package io.contactstatus.erasure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
