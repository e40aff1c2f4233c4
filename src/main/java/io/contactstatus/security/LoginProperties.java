package io.contactstatus.security;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// What people may do who have logged in to the pages by OAuth2, and for how long.
///
/// @param rightsClaim of the ID token or the user info, which tells their rights; without one the scopes granted do
/// @param rights what each value means; where nothing is said here, values are names of scopes
/// @param lifetime after which everybody has to log in again, however busy: until then nobody hears that a right was
///   taken away
@Validated
@ConfigurationProperties("contact-status.security.login")
record LoginProperties(
        @Nullable String rightsClaim,
        @DefaultValue Map<String, Set<Scope>> rights,
        @DefaultValue("12h") @DurationMin(seconds = 1) Duration lifetime) {

    LoginProperties {
        rights = Map.copyOf(rights);
    }
}
