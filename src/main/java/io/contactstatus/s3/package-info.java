/// How S3 is addressed, the same for all who use it.
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.contactstatus.s3;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
