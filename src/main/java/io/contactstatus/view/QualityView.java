package io.contactstatus.view;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The sound quality that the contact record reports.
@Schema(name = "Quality", description = "Of the sound; the customer's only where they called from a browser or an app.")
public record QualityView(
        @Nullable AudioQuality agent, @Nullable AudioQuality customer) {

    static QualityView of(RecordPart part) {
        return new QualityView(
                part.part("agent").part("audio").as(AudioQuality::of),
                part.part("customer").part("audio").as(AudioQuality::of));
    }

    @Schema(name = "AudioQuality")
    public record AudioQuality(
            @Schema(description = "1 to 5") @Nullable Double qualityScore,

            @Nullable List<String> potentialQualityIssues) {

        static AudioQuality of(RecordPart part) {
            return new AudioQuality(part.number("qualityScore"), part.all("potentialQualityIssues", RecordPart::text));
        }
    }
}
