package io.contactstatus.jobs;

/// One kind of long work.
public interface Work {

    /// Names the kind in the store. Never changes: jobs of another name are nobody's.
    String kind();

    /// Does the job from where its progress says. Returning means that it is done.
    ///
    /// The thread is interrupted when the job is not ours any more, or the instance stops: whatever is thrown then
    /// is not looked at.
    ///
    /// @throws JobFailed when it can never be done
    void run(TakenJob job) throws InterruptedException;
}
