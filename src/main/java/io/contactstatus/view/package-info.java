/// What clients see of contacts and agents, the same in responses, events and live updates.
///
/// Everything shown of people goes through the module `masking`; nothing leaves the service unmasked.
@NullMarked
@ApplicationModule(allowedDependencies = {"contact", "dialect", "masking", "names", "store", "visibility"})
package io.contactstatus.view;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
