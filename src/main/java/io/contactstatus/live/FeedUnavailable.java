package io.contactstatus.live;

import io.contactstatus.problems.ProblemException;
import io.contactstatus.problems.ProblemType;
import java.time.Duration;
import org.springframework.http.HttpHeaders;

/// A feed takes no more subscribers, or was not read from the store yet.
class FeedUnavailable extends ProblemException {

    private static final long serialVersionUID = 1;

    FeedUnavailable(String detail, Duration retryAfter) {
        super(ProblemType.UNAVAILABLE, detail);
        getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.toSeconds()));
    }
}
