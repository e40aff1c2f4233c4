package io.contactstatus.media.capture;

import io.contactstatus.media.matroska.MediaItem;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// A stream that cannot be read now.
final class StreamRefused extends Exception {

    private static final long serialVersionUID = 1;

    /// What it means for the next try.
    enum Why {
        /// Not there yet, or not any more.
        NO_SUCH_STREAM,
        /// The place is not understood: another way to name it may be.
        NO_SUCH_PLACE,
        /// Too many connections, among them perhaps our own last one.
        TOO_MANY,
        /// The role may not.
        FORBIDDEN,
        /// Something of it cannot be read, as the body itself says or shows: other things of it may be.
        BROKEN,
        /// Anything else, the network included.
        UNREACHABLE
    }

    private final Why why;

    private StreamRefused(Why why, Exception cause) {
        super(cause.getClass().getSimpleName(), cause);
        this.why = why;
    }

    private StreamRefused(Why why, String code) {
        super(code);
        this.why = why;
    }

    /// By what its body says.
    static StreamRefused by(MediaItem.Failed failed) {
        return new StreamRefused(failed.isOfTheKey() ? Why.FORBIDDEN : Why.BROKEN, failed.code());
    }

    /// By how its body ends.
    static StreamRefused by(MediaItem.How how) {
        return new StreamRefused(how == MediaItem.How.MALFORMED ? Why.BROKEN : Why.UNREACHABLE, how.name());
    }

    static StreamRefused by(Exception failure) {
        return new StreamRefused(
                failure instanceof AwsServiceException refusal ? why(refusal) : Why.UNREACHABLE, failure);
    }

    private static Why why(AwsServiceException refused) {
        var details = refused.awsErrorDetails();
        return switch (details == null ? "" : String.valueOf(details.errorCode())) {
            case "ResourceNotFoundException" -> Why.NO_SUCH_STREAM;
            case "InvalidArgumentException", "ValidationException" -> Why.NO_SUCH_PLACE;
            case "ConnectionLimitExceededException", "ClientLimitExceededException" -> Why.TOO_MANY;
            case "NotAuthorizedException", "AccessDeniedException" -> Why.FORBIDDEN;
            default -> Why.UNREACHABLE;
        };
    }

    Why why() {
        return why;
    }
}
