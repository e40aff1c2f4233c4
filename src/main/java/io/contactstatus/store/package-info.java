/// Keeps contacts, their histories, agents, dead letters, jobs and reports in DynamoDB. No type of the AWS SDK
/// leaves this module.
///
/// Contacts are written optimistically: the second of two writers reads and joins again, so no update is lost.
@NullMarked
@ApplicationModule(allowedDependencies = {"contact", "identity", "switches", "tracing", "visibility"})
package io.contactstatus.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
