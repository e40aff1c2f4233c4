/// Authentication and authorization.
///
/// Every profile but `embedded` refuses to start without a way to log in; `embedded` has none and accepts
/// requests from its own machine only. What no rule of [AccessRulesConfiguration] names is refused. Customers are found
/// by number through [CustomerLookups] only. The API takes tokens and API keys, the pages a session: see
/// [LoginOptions]. Spring Security is used in no other module: they check authorities by
/// [jakarta.servlet.http.HttpServletRequest#isUserInRole], such as `SCOPE_pii:read`.
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "contact", "masking", "problems", "visibility"})
package io.contactstatus.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
