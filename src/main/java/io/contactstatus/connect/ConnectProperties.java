package io.contactstatus.connect;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How Amazon Connect's API is called.
///
/// @param enabled whether contacts can be stopped at all
/// @param endpoint of a stand-in; absent for the real one (or what `AWS_ENDPOINT_URL_CONNECT` says)
/// @param maxStopsPerSecond of this process; the quota is 10 for the account and Region
@Validated
@ConfigurationProperties("contact-status.connect")
record ConnectProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable URI endpoint,

        @DefaultValue("5") @DecimalMin("0.1") @DecimalMax("100")
        double maxStopsPerSecond) {}
