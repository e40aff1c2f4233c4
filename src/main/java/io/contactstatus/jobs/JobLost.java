package io.contactstatus.jobs;

/// Another instance has the job now, or it was stopped.
final class JobLost extends RuntimeException {

    private static final long serialVersionUID = 1;

    JobLost() {
        super("the job is not ours any more");
    }
}
