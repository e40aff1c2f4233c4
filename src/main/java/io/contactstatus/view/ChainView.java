package io.contactstatus.view;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Snapshot;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The other legs of the chain that a contact names.
@Schema(name = "Chain", description = "The other legs it names. The first leg has no initialContactId.")
public record ChainView(
        @Nullable String initialContactId,
        @Nullable String previousContactId,
        @Nullable String nextContactId,
        @Nullable String relatedContactId) {

    static ChainView of(Snapshot.Chain chain) {
        return new ChainView(
                text(chain.initialContactId()),
                text(chain.previousContactId()),
                text(chain.nextContactId()),
                text(chain.relatedContactId()));
    }

    private static @Nullable String text(@Nullable ContactId id) {
        return id == null ? null : id.value();
    }
}
