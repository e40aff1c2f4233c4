/// Objects by key, in a directory or in S3.
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.contactstatus.objects;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
