/// Beans that depend on a setting that is on or off.
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.contactstatus.switches;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
