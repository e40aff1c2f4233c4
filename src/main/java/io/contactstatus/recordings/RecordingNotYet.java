package io.contactstatus.recordings;

import io.contactstatus.problems.ProblemException;
import io.contactstatus.problems.ProblemType;
import org.springframework.http.HttpHeaders;

/// It may be there when it is asked for again.
class RecordingNotYet extends ProblemException {

    private static final long serialVersionUID = 1;

    private static final String RETRY_AFTER_SECONDS = "10";

    RecordingNotYet(String detail) {
        super(ProblemType.RECORDING_NOT_YET, detail);
        getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
}
