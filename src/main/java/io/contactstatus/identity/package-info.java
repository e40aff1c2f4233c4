/// How customers are told apart: brings what a source or a person wrote for a customer to one normal form.
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.contactstatus.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
