package io.contactstatus.problems;

/// Nothing has that id, or not any more.
public class NotFound extends ProblemException {

    private static final long serialVersionUID = 1;

    public NotFound(String detail) {
        super(ProblemType.NOT_FOUND, detail);
    }

    /// @param what was looked for, as `No contact`
    public static NotFound ofThisId(String what) {
        return new NotFound(what + " of this id is known, or not any more");
    }
}
