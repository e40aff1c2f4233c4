package io.contactstatus.pages;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Where agents have their Contact Control Panel. An address that is not encrypted is taken only for what runs on
/// this machine: whoever could change the panel on its way would hear the calls.
///
/// @param instanceUrl of the instance of Amazon Connect, as agents have it in their browsers; null for none
/// @param region the instance's
/// @param loginUrl where agents log in when it is not at the instance itself (SAML)
/// @param patience how long the panel has for its first word before people are told that it says nothing
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

    /// What is framed. Instances that were made long ago have it elsewhere.
    public @Nullable URI panel() {
        return instanceUrl == null
                ? null
                : instanceUrl.resolve(isLegacy(instanceUrl) ? "/connect/ccp-v2/" : "/ccp-v2/");
    }

    /// Where somebody logs in. The panel itself shows the way there when it is not in a frame.
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
