package io.contactstatus.jobs;

/// One kind of long work.
public interface Work {

    /// Names the kind in the store. Never changes: no instance would take the jobs of the old name.
    String kind();

    /// Does the job from where its progress says. Returning means that it is done.
    ///
    /// The thread is interrupted when another instance has the job, or this one stops: whatever it throws then
    /// is ignored.
    ///
    /// @throws JobFailed when it can never be done
    void run(TakenJob job) throws InterruptedException;
}
