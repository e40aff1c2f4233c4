package io.contactstatus.jobs;

import java.util.Map;

/// One kind of long work.
public interface Work {

    /// Names the kind in the store. Never changes: jobs of another name are nobody's.
    String kind();

    /// Jobs that are there without being asked for and are never done, by their ids: what each is requested to do.
    /// Work that has any has no others.
    default Map<String, Map<String, String>> standing() {
        return Map.of();
    }

    /// Does the job from where its progress says. Returning means that it is done.
    ///
    /// The thread is interrupted when the job is not ours any more, or the instance stops: whatever is thrown then
    /// is not looked at.
    ///
    /// @throws JobFailed when it can never be done
    void run(TakenJob job) throws InterruptedException;
}
