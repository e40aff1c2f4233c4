package io.contactstatus.problems;

import org.jspecify.annotations.Nullable;

/// A failure as it may be logged: classes and stacks, of its causes too. Messages are left out, because they may quote
/// personal data.
public final class RedactedFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    /// Causes may go round in circles.
    private static final int MOST_CAUSES = 8;

    private RedactedFailure(String what, @Nullable Throwable cause) {
        super(what, cause, false, true);
    }

    public static RedactedFailure of(Throwable failure) {
        return of(failure, MOST_CAUSES);
    }

    private static RedactedFailure of(Throwable failure, int causes) {
        var cause = failure.getCause();
        var redacted = new RedactedFailure(
                failure.getClass().getName(), cause == null || causes == 0 ? null : of(cause, causes - 1));
        redacted.setStackTrace(failure.getStackTrace());
        return redacted;
    }
}
