package io.contactstatus.backfill;

import io.contactstatus.backfill.BackFill.Wanted;
import io.contactstatus.problems.InvalidParameter;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What to read back.
///
/// @param bucket name of the bucket, or ARN of an access point
/// @param prefix of the keys; without one the whole bucket
/// @param from the first key, or where it would be
/// @param to the first key that is not read any more
record BackFillRequest(
        @NotNull(message = "is missing") @Pattern(regexp = BUCKET, message = "is not the name of a bucket")
        String bucket,

        @Nullable @Size(max = 1024, message = "has at most 1024 characters")
        String prefix,

        @Nullable @Size(min = 1, max = 1024, message = "has 1 to 1024 characters")
        String from,

        @Nullable @Size(min = 1, max = 1024, message = "has 1 to 1024 characters")
        String to) {

    /// No other ARN: the SDK refuses them by itself, which looks as if S3 could not be reached.
    private static final String BUCKET = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]"
            + "|arn:aws[a-z-]*:s3:[a-z0-9-]+:[0-9]{12}:accesspoint[:/][a-z0-9-]{3,50}";

    Wanted wanted() {
        if (from != null && to != null && Wanted.compare(from, to) >= 0) {
            throw new InvalidParameter("to", "does not come after from");
        }
        return new Wanted(bucket, Objects.requireNonNullElse(prefix, ""), from, to);
    }
}
