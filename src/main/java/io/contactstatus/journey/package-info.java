/// A contact told as the way of its customer, or of its flow: [io.contactstatus.journey.Journey] is a pure
/// function of the contact and its history, [io.contactstatus.journey.Journeys] reads that history before.
@NullMarked
@ApplicationModule(
        allowedDependencies = {"contact", "dialect", "masking", "media", "names", "store", "view", "visibility"})
package io.contactstatus.journey;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
