package io.contactstatus.problems;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/// A request that is answered with a problem. Its message is the detail, which quotes nothing of what was sent.
public class ProblemException extends ErrorResponseException {

    private static final long serialVersionUID = 1;

    private final String detail;

    public ProblemException(ProblemType type, String detail) {
        this(type, detail, null);
    }

    ProblemException(ProblemType type, String detail, @Nullable String field) {
        super(HttpStatusCode.valueOf(type.status()), body(type, detail, field), null);
        this.detail = detail;
    }

    private static ProblemDetail body(ProblemType type, String detail, @Nullable String field) {
        var body = ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(type.status()), detail);
        body.setType(type.uri());
        body.setTitle(type.title());
        if (field != null) {
            body.setProperty(Problem.FIELD, field);
        }
        return body;
    }

    @Override
    public String getMessage() {
        return detail;
    }
}
