/// What queues and agents are called, as far as this instance has heard. Nothing here is stored.
@NullMarked
@ApplicationModule(allowedDependencies = {"contact"})
package io.contactstatus.names;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
