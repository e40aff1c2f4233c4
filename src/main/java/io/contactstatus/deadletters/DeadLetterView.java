package io.contactstatus.deadletters;

import io.contactstatus.store.DeadLetter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

@Schema(name = "DeadLetter")
record DeadLetterView(
        String id,
        Instant receivedAt,

        @Schema(description = "Quotes nothing of the payload.")
        String reason,

        @Schema(description = "Where it came in: `http`, `firehose`, `kinesis`.")
        String pipe,

        @Schema(description = "Where in that pipe it was.") String position,

        @Schema(description = "Bytes of the payload.") int size,

        @Schema(description = "How many records it holds: those of one payload with the same fault are one letter.")
        int count,

        @Schema(description = "Base64; absent in lists, and without the scope pii:read.") @Nullable
        String payload) {

    static DeadLetterView withoutPayload(DeadLetter letter) {
        return of(letter, null);
    }

    static DeadLetterView whole(DeadLetter letter) {
        return of(letter, Base64.getEncoder().encodeToString(letter.payload()));
    }

    private static DeadLetterView of(DeadLetter letter, @Nullable String payload) {
        return new DeadLetterView(
                letter.id(),
                letter.receivedAt(),
                letter.reason(),
                letter.pipe(),
                letter.position(),
                letter.size(),
                letter.count(),
                payload);
    }
}
