package io.contactstatus.view;

import io.contactstatus.contact.Phase;
import io.contactstatus.dialect.Arns;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One phase of a contact, in whole seconds.
///
/// @param heldSeconds of a time with an agent: how much of it was on hold where nothing tells when
@Schema(name = "Phase", description = "A stretch of the contact's life, in whole seconds.")
public record PhaseView(
        Phase.Kind phase,
        Instant from,

        @Schema(description = "Absent while it lasts.") @Nullable
        Instant until,

        @Nullable Integer seconds,
        @Nullable String queueId,
        @Nullable String agentId,

        @Schema(description = "Of it on hold, where no source tells when.") @Nullable
        Integer heldSeconds,

        @Nullable Integer pausedSeconds) {

    static PhaseView of(Phase phase) {
        var isTalk = phase.kind() == Phase.Kind.WITH_AGENT && !phase.isRunning();
        return new PhaseView(
                phase.kind(),
                phase.from(),
                phase.until(),
                phase.seconds(),
                Arns.lastPart(phase.queueArn()),
                Arns.lastPart(phase.agentArn()),
                isTalk ? phase.heldSeconds() : null,
                isTalk ? phase.pausedSeconds() : null);
    }
}
