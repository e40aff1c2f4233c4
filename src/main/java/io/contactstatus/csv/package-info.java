/// Lists as CSV, written while they are read.
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.contactstatus.csv;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
