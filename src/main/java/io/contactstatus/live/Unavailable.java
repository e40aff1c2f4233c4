package io.contactstatus.live;

import java.net.URI;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/// Nobody can be told anything at the moment.
class Unavailable extends ErrorResponseException {

    private static final long serialVersionUID = 1;

    private static final URI TYPE = URI.create("urn:contact-status:problem:unavailable");
    private static final String TITLE = "The service cannot answer at the moment";

    Unavailable(String detail, Duration comeAgain) {
        super(HttpStatus.SERVICE_UNAVAILABLE, problem(detail), null);
        getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(comeAgain.toSeconds()));
    }

    private static ProblemDetail problem(String detail) {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, detail);
        problem.setType(TYPE);
        problem.setTitle(TITLE);
        return problem;
    }
}
