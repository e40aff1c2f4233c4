package io.contactstatus.problems;

/// A parameter, or a field of the body, that cannot be.
public class InvalidParameter extends ProblemException {

    private static final long serialVersionUID = 1;

    private final String field;
    private final String reason;

    /// @param reason follows the field's name; quotes nothing of what was sent
    public InvalidParameter(String field, String reason) {
        super(ProblemType.INVALID_PARAMETER, field + " " + reason, field);
        this.field = field;
        this.reason = reason;
    }

    public String field() {
        return field;
    }

    public String reason() {
        return reason;
    }
}
