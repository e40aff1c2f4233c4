package io.contactstatus.erasure;

import io.contactstatus.identity.IdentifierDigests;
import io.contactstatus.instances.InstanceReports;
import io.contactstatus.jobs.JobService;
import io.contactstatus.problems.ProblemException;
import io.contactstatus.problems.ProblemType;
import io.contactstatus.store.Erasure;
import io.contactstatus.store.ErasureStore;
import io.contactstatus.store.Retention;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Has customers erased, and tells how far that is.
@Component
public class Erasures {

    /// What is asked again in so short a time is the same.
    private static final Duration RETRIED = Duration.ofMinutes(1);

    private final ErasureStore store;
    private final JobService jobs;
    private final IdentifierDigests digests;
    private final ErasedDigests erased;
    private final ErasureProperties properties;
    private final Retention retention;
    private final InstanceReports instances;
    private final Clock clock;

    Erasures(
            ErasureStore store,
            JobService jobs,
            IdentifierDigests digests,
            ErasedDigests erased,
            ErasureProperties properties,
            Retention retention,
            InstanceReports instances,
            Clock clock) {
        this.store = store;
        this.jobs = jobs;
        this.digests = digests;
        this.erased = erased;
        this.properties = properties;
        this.retention = retention;
        this.instances = instances;
        this.clock = clock;
    }

    /// Begins an erasure, or finds the one of this customer that was begun a moment ago.
    ///
    /// @param identifier in its normal form
    /// @throws ProblemException where other instances would not know whom it is about
    public Erasure begin(String identifier) {
        if (!digests.areShared() && instances.hasOthers()) {
            throw new ProblemException(
                    ProblemType.ERASURE_NEEDS_SECRET,
                    "Several instances are running, and without contact-status.security.identifier-secret each"
                            + " would know the customer by another digest: what comes late would be stored.");
        }
        var own = digests.of(identifier);
        return store.all().stream()
                .filter(one -> one.state() == Erasure.State.RUNNING)
                // A longer one may wait for a live contact, and what began meanwhile is not of it.
                .filter(one -> one.requestedAt().isAfter(clock.instant().minus(RETRIED)))
                .filter(one -> !Collections.disjoint(one.digests(), own))
                .findFirst()
                .orElseGet(() -> order(identifier));
    }

    private Erasure order(String identifier) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var order = new ErasureOrder(digests.of(identifier), now, now.plus(retention.ofTombstones(properties.keep())));
        var id = jobs.order(ErasureWork.KIND, order.toRequest(), Map.of(ErasureWork.IDENTIFIER, identifier))
                .id();
        var erasure = order.begun(id);
        // The job does the same: whichever is first.
        store.begin(erasure);
        erased.refresh();
        return erasure;
    }

    public Optional<Erasure> find(String id) {
        return store.find(id);
    }
}
