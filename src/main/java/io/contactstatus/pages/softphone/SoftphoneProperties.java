package io.contactstatus.pages.softphone;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Where the Contact Control Panel of the agents is. Plain HTTP is accepted only for this machine: an attacker
/// on the network could replace the panel and hear the calls.
///
/// @param instanceUrl access URL of the Amazon Connect instance; null for none
/// @param region of the instance
/// @param loginUrl where agents log in when it is not at the instance itself (SAML)
/// @param patience how long to wait for the panel before the page says that it does not answer
@Validated
@ConfigurationProperties("contact-status.softphone")
record SoftphoneProperties(
        @Nullable URI instanceUrl,
        @Nullable String region,
        @Nullable URI loginUrl,
        @DefaultValue("10s") @DurationMin(millis = 100) Duration patience) {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    SoftphoneProperties {
        instanceUrl = encrypted("instance-url", instanceUrl);
        loginUrl = encrypted("login-url", loginUrl);
        region = region == null || region.isBlank() ? null : region;
    }

    /// The address in the frame. Old instances (`awsapps.com`) have another path.
    public @Nullable URI panel() {
        return instanceUrl == null
                ? null
                : instanceUrl.resolve(isLegacy(instanceUrl) ? "/connect/ccp-v2/" : "/ccp-v2/");
    }

    /// Where an agent logs in. Outside of a frame the panel itself leads to the login.
    public @Nullable URI login() {
        return loginUrl == null ? panel() : loginUrl;
    }

    private static boolean isLegacy(URI instance) {
        return instance.getHost().endsWith(".awsapps.com");
    }

    private static @Nullable URI encrypted(String name, @Nullable URI address) {
        if (address == null || address.toString().isEmpty()) {
            return null;
        }
        var host = address.getHost();
        var isSafe = host != null
                && ("https".equals(address.getScheme())
                        || ("http".equals(address.getScheme()) && THIS_MACHINE.contains(host)));
        if (!isSafe) {
            throw new IllegalArgumentException(
                    "contact-status.softphone." + name + " has to be an address like https://example.my.connect.aws");
        }
        return address;
    }
}
