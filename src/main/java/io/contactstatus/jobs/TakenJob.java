package io.contactstatus.jobs;

import io.contactstatus.store.Job;
import io.contactstatus.store.JobStore;
import io.contactstatus.store.StoreRetry;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A job in the hands of this instance.
public final class TakenJob {

    private final JobStore store;
    private final Job job;

    TakenJob(JobStore store, Job job) {
        this.store = store;
        this.job = job;
    }

    public String id() {
        return job.id();
    }

    public Map<String, String> request() {
        return job.request();
    }

    /// As it was when the job was taken.
    public Map<String, String> progress() {
        return job.progress();
    }

    /// Says durably how far it is, after everything before it is stored. Waits for a store that is away.
    public void advance(Map<String, String> progress) {
        advance(progress, null);
    }

    /// @param reason what it has to wait for, shown until the next progress
    public void advance(Map<String, String> progress, @Nullable String reason) {
        if (!StoreRetry.endless().untilDone(() -> store.advance(job, progress, reason))) {
            throw new JobLost();
        }
    }
}
