package io.contactstatus.recordings;

import io.contactstatus.problems.ProblemException;
import io.contactstatus.problems.ProblemType;
import org.springframework.http.HttpHeaders;

/// A part was asked for that lies behind the end.
class NoSuchBytes extends ProblemException {

    private static final long serialVersionUID = 1;

    NoSuchBytes(long length) {
        super(ProblemType.RANGE_NOT_SATISFIABLE, "The recording has fewer bytes");
        getHeaders().set(HttpHeaders.CONTENT_RANGE, "bytes */" + length);
    }
}
