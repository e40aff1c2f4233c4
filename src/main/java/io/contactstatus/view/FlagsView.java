package io.contactstatus.view;

import io.contactstatus.contact.Flag;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Set;

/// The flags of a contact. Only [#onHold], [#stale] and [#unknownToConnect] can become false again.
@Schema(name = "Flags", description = "All but onHold, stale and unknownToConnect tell what ever was.")
public record FlagsView(
        boolean queued,
        boolean connectedToAgent,
        boolean onHold,
        boolean missedByAgent,
        boolean abandoned,
        boolean callback,
        boolean transferred,
        boolean disconnected,
        boolean completed,
        boolean recordReceived,

        @Schema(
                description = "Live, and silent for longer than is usual of its kind: its end may have been lost."
                        + " Found out when answering, so it changes without a new version.")
        boolean stale,

        @Schema(
                description =
                        "Amazon Connect was asked after the last thing that was heard, and does not know it. It is in no list"
                                + " of what is live any more; its end is not known.")
        boolean unknownToConnect) {

    /// Of a contact at whatever time: whether it is stale is known only to [Staleness].
    public static FlagsView of(Set<Flag> flags) {
        return of(flags, false);
    }

    static FlagsView of(Set<Flag> flags, boolean stale) {
        return new FlagsView(
                flags.contains(Flag.QUEUED),
                flags.contains(Flag.CONNECTED_TO_AGENT),
                flags.contains(Flag.ON_HOLD),
                flags.contains(Flag.MISSED_BY_AGENT),
                flags.contains(Flag.ABANDONED),
                flags.contains(Flag.CALLBACK),
                flags.contains(Flag.TRANSFERRED),
                flags.contains(Flag.DISCONNECTED),
                flags.contains(Flag.COMPLETED),
                flags.contains(Flag.RECORD_RECEIVED),
                stale,
                flags.contains(Flag.UNKNOWN_TO_CONNECT));
    }

    FlagsView asStale() {
        return new FlagsView(
                queued,
                connectedToAgent,
                onHold,
                missedByAgent,
                abandoned,
                callback,
                transferred,
                disconnected,
                completed,
                recordReceived,
                true,
                unknownToConnect);
    }
}
