package io.contactstatus.jobs;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/// Something in the request that cannot be, as a problem that names it.
public class InvalidField extends ErrorResponseException {

    private static final long serialVersionUID = 1;

    /// @param reason follows the field's name; quotes nothing of what was sent
    public InvalidField(String field, String reason) {
        super(HttpStatus.BAD_REQUEST, problem(field, reason), null);
    }

    private static ProblemDetail problem(String field, String reason) {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, field + " " + reason);
        problem.setTitle("A parameter is not valid");
        problem.setType(URI.create("urn:contact-status:problem:invalid-parameter"));
        problem.setProperty("field", field);
        return problem;
    }
}
