package io.contactstatus.security;

import io.contactstatus.problems.ProblemException;
import io.contactstatus.problems.ProblemType;
import java.time.Duration;
import org.springframework.http.HttpHeaders;

/// The caller has looked up too much that is not there, and has to wait.
public class TooManyLookups extends ProblemException {

    private static final long serialVersionUID = 1;

    /// @param wait until the next look-up is answered; told in whole seconds, at least one
    TooManyLookups(Duration wait) {
        super(ProblemType.TOO_MANY_LOOKUPS, "Until then no customer is looked up for this caller, known or not");
        var seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        getHeaders().set(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
    }
}
