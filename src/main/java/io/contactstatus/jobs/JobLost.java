package io.contactstatus.jobs;

/// The job is another instance's now, or it was stopped.
final class JobLost extends RuntimeException {

    private static final long serialVersionUID = 1;

    JobLost() {
        super("the job is not ours any more");
    }
}
