package io.contactstatus.view;

import io.contactstatus.contact.Snapshot;
import io.contactstatus.dialect.Arns;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The flow block that a contact reached last.
@Schema(name = "Flow", description = "The block of a flow it reached last.")
public record FlowPositionView(
        @Nullable String id,
        @Nullable String arn,
        @Nullable String name,
        @Nullable String blockType,
        @Nullable String blockId,
        @Nullable Instant at) {

    static @Nullable FlowPositionView of(Snapshot.@Nullable Flow flow) {
        if (flow == null) {
            return null;
        }
        var position = flow.position();
        var arn = absentIfEmpty(position.flowArn());
        return new FlowPositionView(
                Arns.lastPart(arn),
                arn,
                absentIfEmpty(position.flowName()),
                absentIfEmpty(position.blockType()),
                absentIfEmpty(position.blockId()),
                flow.at());
    }

    private static @Nullable String absentIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}
