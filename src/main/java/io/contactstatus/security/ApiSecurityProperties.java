package io.contactstatus.security;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Who may call the API.
///
/// @param apiKeys for callers that cannot get a token
/// @param displays of walls, which show the board without a person who logs in
/// @param corsAllowedOrigins pages of which other web sites may call the API from a browser; none by default
/// @param cursorSecret signs page cursors; the same on all instances, or a cursor from one of them
///   is refused by another
/// @param lookupScope whether finding customers by a number or identifier takes the scope `customers:lookup`
/// @param lookupMisses of callers who may not see personal data
/// @param instancesClaim claim of a token with the aliases, ids or ARNs of the instances that its bearer sees, `*` for
///   all; a token without it sees none. Tokens are not limited where it is not set
@Validated
@ConfigurationProperties("contact-status.security")
record ApiSecurityProperties(
        @DefaultValue List<@Valid ApiKey> apiKeys,
        @DefaultValue List<@Valid Display> displays,
        @DefaultValue List<@NotBlank String> corsAllowedOrigins,
        @Nullable @Size(min = 32) String cursorSecret,
        @DefaultValue("warn") LookupScope lookupScope,
        @DefaultValue @Valid LookupMisses lookupMisses,
        @Nullable @Size(min = 1) String instancesClaim) {

    private static final String DIGEST = "[0-9a-fA-F]{64}";

    /// `printf %s "$KEY" | sha256sum` gives this digest when the variable is not set; an empty key would match it.
    private static final String NOT_OF_NOTHING =
            "(?i)(?!e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855$).*";

    ApiSecurityProperties {
        apiKeys = List.copyOf(apiKeys);
        displays = List.copyOf(displays);
        corsAllowedOrigins = List.copyOf(corsAllowedOrigins);
    }

    /// Look-ups of customers that may find nothing, each minute: who has more of them is trying numbers out.
    ///
    /// @param login of a person who has logged in to the pages
    /// @param others of an API key or a token
    record LookupMisses(
            @DefaultValue("30") @PositiveOrZero int login,
            @DefaultValue("600") @PositiveOrZero int others) {}

    /// A key without the key: only its digest is configured.
    ///
    /// @param name who calls; appears as the principal
    /// @param sha256 of the key, in hexadecimal digits
    /// @param lookupMisses instead of [LookupMisses#others]
    /// @param instances aliases, ids or ARNs of the instances that the caller sees; all where it is absent
    record ApiKey(
            @NotBlank String name,

            @NotNull
            @Pattern(regexp = DIGEST, message = "must be 64 hexadecimal digits")
            @Pattern(regexp = NOT_OF_NOTHING, message = "must not be the digest of an empty key")
            String sha256,

            @NotEmpty Set<Scope> scopes,
            @Nullable @PositiveOrZero Integer lookupMisses,
            @Nullable @Size(min = 1) Set<@NotBlank String> instances) {

        ApiKey {
            scopes = Set.copyOf(scopes);
            instances = instances == null ? null : Set.copyOf(instances);
        }
    }

    /// A screen on a wall. Its key opens the wall alone, until it is taken out of the configuration.
    ///
    /// @param name of the screen, for the audit
    /// @param sha256 of the key, in hexadecimal digits
    /// @param filter of what it shows, as in the address of the board: `queue=Billing&channel=VOICE`. Nobody at the
    ///   screen can change it
    /// @param instances aliases, ids or ARNs of the instances that it shows; all where it is absent
    record Display(
            @NotBlank String name,

            @NotNull
            @Pattern(regexp = DIGEST, message = "must be 64 hexadecimal digits")
            @Pattern(regexp = NOT_OF_NOTHING, message = "must not be the digest of an empty key")
            String sha256,

            @DefaultValue("")
            @Pattern(regexp = FILTER, message = "must be as in the address of the board: queue=Billing&channel=VOICE")
            String filter,

            @Nullable @Size(min = 1) Set<@NotBlank String> instances) {

        /// A name that is none of these would filter nothing.
        private static final String PART =
                "(queue|agent|channel|subtype|status|phase|callback|category|instance)=[^&=]+";

        private static final String FILTER = "(" + PART + "(&" + PART + ")*)?";

        Display {
            instances = instances == null ? null : Set.copyOf(instances);
        }

        @AssertTrue(message = "filter must have each parameter once, with a value that there is")
        boolean isFilterKnown() {
            return DisplayFilter.isKnown(filter);
        }

        ApiKey key() {
            return new ApiKey(name, sha256, Set.of(Scope.DISPLAY), null, instances);
        }
    }
}
