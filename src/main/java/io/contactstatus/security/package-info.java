/// Doors: who may come in, and what they may do then.
///
/// Every profile but `embedded` refuses to start without a way to log in; `embedded` has none and refuses to be reached
/// from anywhere but its own machine. The API is opened by tokens and API keys, pages by a session: see [WaysIn].
/// Spring
/// Security is used nowhere else: other modules ask the request for the
/// caller's authorities ([jakarta.servlet.http.HttpServletRequest#isUserInRole], `SCOPE_pii:read` for example).
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.contactstatus.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
