/// A contact's history told as the way of its customer, or of its flow: a pure function of the history.
@NullMarked
@ApplicationModule(allowedDependencies = {"contact", "view"})
package io.contactstatus.journey;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
