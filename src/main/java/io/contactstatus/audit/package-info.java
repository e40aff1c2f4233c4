/// The audit: one line for each request that shows or changes personal data, by a logger of its own.
///
/// Controllers say by [AuditTrail] what they show; the line is written when the request has ended. It says who, what
/// kind, which contacts and when, and never the data: identifiers of customers stand there as digests.
@NullMarked
@ApplicationModule(allowedDependencies = {"identity", "masking"})
package io.contactstatus.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
