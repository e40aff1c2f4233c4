package io.contactstatus.view;

import io.contactstatus.contact.Snapshot;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Where the customer was when they left before an agent was there, and for how long.
@Schema(name = "Abandonment", description = "The customer left before an agent was there.")
public record AbandonmentView(
        Snapshot.Abandonment.Place where,

        @Schema(description = "How long they had been in that place.") @Nullable
        Integer seconds) {

    static @Nullable AbandonmentView of(Snapshot.@Nullable Abandonment abandonment) {
        return abandonment == null ? null : new AbandonmentView(abandonment.place(), abandonment.seconds());
    }
}
