package io.contactstatus.jobs;

/// A job that this instance cannot go on with, and another one may: it is given back, and not taken here again for a
/// while.
public class JobLeft extends RuntimeException {

    private static final long serialVersionUID = 1;

    /// @param reason for the operator; quotes nothing that was read
    public JobLeft(String reason) {
        super(reason);
    }
}
