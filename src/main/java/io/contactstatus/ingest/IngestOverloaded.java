package io.contactstatus.ingest;

import io.contactstatus.problems.ProblemException;
import io.contactstatus.problems.ProblemType;
import org.springframework.http.HttpHeaders;

/// More is coming in than there is memory or time for, or its client has not waited for it. What was stored of it stays
/// stored; the client has to come again.
final class IngestOverloaded extends ProblemException {

    private static final long serialVersionUID = 1;

    static final String RETRY_AFTER_SECONDS = "2";

    private IngestOverloaded(String reason) {
        super(ProblemType.UNAVAILABLE, reason + ": send it again");
        getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }

    static IngestOverloaded memory() {
        return new IngestOverloaded("More is being taken in than there is memory for");
    }

    static IngestOverloaded time() {
        return new IngestOverloaded("It takes too long for one request");
    }

    /// Goes to the log alone: the client does not read it.
    static IngestOverloaded hungUp() {
        return new IngestOverloaded("The client has hung up");
    }
}
