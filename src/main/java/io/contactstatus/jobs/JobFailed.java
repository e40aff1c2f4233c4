package io.contactstatus.jobs;

/// A job that can never be done, however often it is tried.
public class JobFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    /// @param reason for the operator; quotes nothing that was read
    public JobFailed(String reason) {
        super(reason);
    }
}
