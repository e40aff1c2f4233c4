package io.contactstatus.view;

import io.contactstatus.contact.CallBack;
import io.contactstatus.contact.Latest;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Who calls the customer back.
@Schema(
        name = "CallBack",
        description =
                "Who calls the customer back. An assignment whose `until` has passed holds no more: readers compare.")
public record CallBackView(
        CallBack.State state,

        @Schema(description = "The key, token or person that said so; of a talk that needed no claim the agent.")
        String by,

        Instant at,
        @Nullable Instant until) {

    public static @Nullable CallBackView of(@Nullable Latest<CallBack> agreed) {
        return agreed == null
                ? null
                : new CallBackView(
                        agreed.value().state(),
                        agreed.value().by(),
                        agreed.stamp().at(),
                        agreed.value().until());
    }
}
