/// Masking: what a caller may see of personal data and secrets, and what replaces the rest.
///
/// Everything the service shows of people goes through [Veil] or [Redaction]; secrets and card numbers are masked
/// even for callers with the scope `pii:read`.
@NullMarked
@ApplicationModule(allowedDependencies = {"dialect"})
package io.contactstatus.masking;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
