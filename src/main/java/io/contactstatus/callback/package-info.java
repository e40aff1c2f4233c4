/// Who calls a customer back who gave up: claimed by one at a time, and told to all contacts on which that customer
/// gave up.
@NullMarked
@ApplicationModule(allowedDependencies = {"contact", "store", "view", "visibility"})
package io.contactstatus.callback;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
