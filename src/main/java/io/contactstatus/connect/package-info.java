/// What is asked of Amazon Connect itself, by its API: the one way from here to there. Everything else only listens.
///
/// Quotas hold for a whole account and Region, and other programs need them too: each operation keeps to a pace of its
/// own. Clients are made when the first contact of a Region needs one.
@NullMarked
@ApplicationModule(allowedDependencies = {"background", "contact", "dialect", "jobs", "switches", "visibility"})
package io.contactstatus.connect;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
