package io.contactstatus.jobs;

import io.contactstatus.instances.InstanceName;
import io.contactstatus.store.JobStore;
import java.time.Duration;
import java.util.List;

/// Instances of the service as far as long work is concerned, with leases that run out while a test waits.
public final class Jobs {

    public static final Duration LEASE = Duration.ofMillis(800);

    private Jobs() {}

    /// One that looks for work until it is closed.
    public static Instance instance(JobStore store, Work... works) {
        return new Instance(new JobRunner(store, List.of(works), new JobProperties(LEASE, 4), InstanceName.unique()));
    }

    public static final class Instance implements AutoCloseable {

        private final JobRunner runner;

        private Instance(JobRunner runner) {
            this.runner = runner;
            runner.start();
        }

        public boolean does(String kind, String id) {
            return runner.doneHere().contains(kind + "/" + id);
        }

        /// Ends it as a shutdown does: what it does is given back.
        @Override
        public void close() {
            runner.stop();
        }
    }
}
