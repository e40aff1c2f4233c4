package io.contactstatus.backfill;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Where Contact Lens writes what it makes of conversations that are over.
///
/// @param enabled whether it is read at all
/// @param interval how often is looked for new files
/// @param days of conversations, today among them, whose files are looked for
/// @param await how long after its upload a file waits for its contact to be stored; where that is zero it does not
/// @param places in which they lie, one for each instance
/// @param endpoint of a stand-in; absent for the real one (or what `AWS_ENDPOINT_URL_S3` says)
@Validated
@ConfigurationProperties("contact-status.analysis-files")
record AnalysisFilesProperties(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("15m") @DurationMin(millis = 10) Duration interval,
        @DefaultValue("3") @Min(1) @Max(31) int days,
        @DefaultValue("6h") @DurationMin Duration await,
        @DefaultValue List<@Valid Place> places,
        @Nullable URI endpoint) {

    AnalysisFilesProperties {
        places = List.copyOf(places);
    }

    @AssertTrue(message = "places are needed where enabled is true")
    boolean isSomewhere() {
        return !enabled || !places.isEmpty();
    }

    /// @param bucket that the instance keeps recordings in
    /// @param prefix what comes before `Analysis/` in its keys; empty, or with a slash at its end
    record Place(
            @NotBlank String bucket,

            @DefaultValue("") @Pattern(regexp = "|.*/", message = "must end with /")
            String prefix) {}
}
