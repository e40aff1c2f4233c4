package io.contactstatus.jobs;

import io.contactstatus.store.Job;
import io.contactstatus.store.JobStore;
import io.contactstatus.store.Page;
import io.contactstatus.store.StoreFailures;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The store of jobs as one instance reaches it, until that instance is cut off: for all others it is as if it
/// had been killed.
public final class MortalJobStore implements JobStore {

    private final JobStore store;
    private volatile boolean dead;
    private volatile boolean endless;

    public MortalJobStore(JobStore store) {
        this.store = store;
    }

    public void die() {
        dead = true;
    }

    /// From now on no end of a job can be written, for the moment.
    public void refuseEnds() {
        endless = true;
    }

    private JobStore store() {
        if (dead) {
            throw StoreFailures.unavailable();
        }
        return store;
    }

    @Override
    public boolean create(String kind, String id, Map<String, String> request, Map<String, String> progress) {
        return store().create(kind, id, request, progress);
    }

    @Override
    public Optional<Job> find(String kind, String id) {
        return store().find(kind, id);
    }

    @Override
    public Page<Job> newest(String kind, int limit, @Nullable String from) {
        return store().newest(kind, limit, from);
    }

    @Override
    public List<Job> running(String kind) {
        return store().running(kind);
    }

    @Override
    public Optional<Job> take(Job asRead, String owner) {
        return store().take(asRead, owner);
    }

    @Override
    public boolean beat(Job taken) {
        return store().beat(taken);
    }

    @Override
    public boolean advance(Job taken, Map<String, String> progress, @Nullable String reason) {
        return store().advance(taken, progress, reason);
    }

    @Override
    public boolean finish(Job taken, Job.State state, @Nullable String reason) {
        if (endless) {
            throw StoreFailures.unavailable();
        }
        return store().finish(taken, state, reason);
    }

    @Override
    public void release(Job taken) {
        store().release(taken);
    }

    @Override
    public boolean stop(String kind, String id) {
        return store().stop(kind, id);
    }
}
