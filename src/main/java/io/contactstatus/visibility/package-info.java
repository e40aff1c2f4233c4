/// The instances of Amazon Connect that there are, and which of them a caller sees.
///
/// [VisibleInstances] is handed on to whatever reads contacts, agents and queues for a caller. Who sees what is decided
/// by `security`, once for each request.
@NullMarked
@ApplicationModule(allowedDependencies = {"dialect", "identity", "problems"})
package io.contactstatus.visibility;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
