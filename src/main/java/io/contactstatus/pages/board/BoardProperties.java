package io.contactstatus.pages.board;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How much the board shows. [DurationThresholds] has the rest of the same prefix.
///
/// @param rows shown of each group, the longest ones; the others are counted
/// @param abandoned the list of abandoned contacts
/// @param figures of today, above the groups
@Validated
@ConfigurationProperties("contact-status.pages.board")
record BoardProperties(
        @DefaultValue("100") @Min(1) @Max(1000) int rows,
        @DefaultValue @Valid Abandoned abandoned,
        @DefaultValue @Valid Figures figures) {

    /// @param refresh summed up no more often than that, for all viewers together
    record Figures(@DefaultValue("10s") @DurationMin Duration refresh) {}

    /// @param within how far back it reaches
    /// @param rows shown of them, the latest ones
    /// @param refresh looked up no more often than that, for all viewers together
    record Abandoned(
            @DefaultValue("1h") @DurationMin(minutes = 1) Duration within,
            @DefaultValue("50") @Min(1) @Max(200) int rows,
            @DefaultValue("2s") @DurationMin Duration refresh) {}
}
