package io.contactstatus.view;

import io.contactstatus.contact.Snapshot;
import io.contactstatus.dialect.Arns;
import io.contactstatus.masking.Veil;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Who handed the customer to whom.
@Schema(name = "Transfer", description = "Who handed the customer to whom: to this leg, or from it to another.")
public record TransferView(
        @Nullable Instant at,
        @Nullable String byAgentId,
        @Nullable String toAgentId,
        @Nullable String toQueueId,
        @Nullable EndpointView toEndpoint) {

    static @Nullable TransferView of(Snapshot.@Nullable Transfer transfer, Veil veil) {
        return transfer == null
                ? null
                : new TransferView(
                        transfer.at(),
                        Arns.lastPart(transfer.byAgentArn()),
                        Arns.lastPart(transfer.toAgentArn()),
                        Arns.lastPart(transfer.toQueueArn()),
                        EndpointView.of(transfer.toEndpoint(), veil));
    }
}
