package io.contactstatus.jobs;

import java.time.Duration;

/// One kind of long work.
public interface Work {

    /// Names the kind in the store. Never changes: no instance would take the jobs of the old name.
    String kind();

    /// How long an instance is silent before another one takes such a job over.
    ///
    /// @param usual of all jobs
    default Duration lease(Duration usual) {
        return usual;
    }

    /// How many of them one instance does at the same time.
    ///
    /// @param usual of each kind
    default int atOnce(int usual) {
        return usual;
    }

    /// Does the job from where its progress says. Returning means that it is done.
    ///
    /// The thread is interrupted when another instance has the job, or this one stops: whatever it throws then
    /// is ignored.
    ///
    /// @throws JobFailed when it can never be done
    /// @throws JobLeft when it cannot be gone on with here
    void run(TakenJob job) throws InterruptedException;
}
