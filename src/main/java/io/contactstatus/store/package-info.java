/// Keeps contacts, their histories, agents' seats, dead letters and jobs in DynamoDB, and nothing of DynamoDB
/// leaves it.
///
/// Contacts are written optimistically: whoever comes second reads again and joins again, so no update is lost.
@NullMarked
@ApplicationModule(allowedDependencies = {"contact", "identity"})
package io.contactstatus.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
