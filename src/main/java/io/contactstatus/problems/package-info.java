/// Problem details (RFC 9457): the one place that knows their types, their titles and how they are written.
///
/// Other modules throw a [ProblemException]; `web` turns every exception of every controller into a [Problem].
@NullMarked
@ApplicationModule(allowedDependencies = {"tracing"})
package io.contactstatus.problems;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
