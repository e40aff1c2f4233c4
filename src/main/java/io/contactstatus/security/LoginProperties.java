package io.contactstatus.security;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Rights and session lifetime of people who log in to the pages by OAuth2.
///
/// @param rightsClaim claim of the ID token or the user info that holds their rights; without one the granted
///   scopes count
/// @param rights the scopes of each value of the claim; when empty, the values are names of scopes
/// @param instances aliases, ids or ARNs of the instances that people with a value of the claim see, `*` for all; who
///   has none of these values sees none. People are not limited while it is empty
/// @param lifetime after which a session ends even if it is in use; a right that was revoked at the provider
///   stays until then
@Validated
@ConfigurationProperties("contact-status.security.login")
record LoginProperties(
        @Nullable String rightsClaim,
        @DefaultValue Map<String, Set<Scope>> rights,
        @DefaultValue Map<String, Set<String>> instances,
        @DefaultValue("12h") @DurationMin(seconds = 1) Duration lifetime) {

    LoginProperties {
        rights = Map.copyOf(rights);
        instances = Map.copyOf(instances);
    }
}
