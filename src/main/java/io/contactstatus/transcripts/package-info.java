/// What was said or written on contacts, as it is stored and as it is said: for programs and for pages alike.
@NullMarked
@ApplicationModule(
        allowedDependencies = {"audit", "contact", "live", "masking", "problems", "store", "view", "visibility"})
package io.contactstatus.transcripts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
