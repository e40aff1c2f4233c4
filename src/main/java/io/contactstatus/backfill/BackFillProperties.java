package io.contactstatus.backfill;

import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How objects are read back from S3.
///
/// @param enabled whether `POST /back-fills` is there at all
/// @param progressInterval how often the progress within an object is written down
/// @param endpoint of a stand-in; absent for the real one (or what `AWS_ENDPOINT_URL_S3` says)
@Validated
@ConfigurationProperties("contact-status.backfill")
record BackFillProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("5s") @DurationMin(millis = 1) Duration progressInterval,
        @Nullable URI endpoint) {}
