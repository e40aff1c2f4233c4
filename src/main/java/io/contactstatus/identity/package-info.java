/// Customer identifiers: brings phone numbers, e-mail addresses and customer numbers to one normal form.
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.contactstatus.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
