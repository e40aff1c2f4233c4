package io.contactstatus.kinesis;

import org.jspecify.annotations.Nullable;
import software.amazon.kinesis.leases.Lease;
import software.amazon.kinesis.leases.LeaseCoordinator;

/// The leases that KCL holds. It drops one that was not renewed in time.
record KclLeases(LeaseCoordinator coordinator) implements Leases {

    @Override
    public @Nullable String token(String leaseKey) {
        var lease = held(leaseKey);
        return lease == null || lease.concurrencyToken() == null
                ? null
                : lease.concurrencyToken().toString();
    }

    @Override
    public void giveUp(String leaseKey, String token) {
        var lease = held(leaseKey);
        if (lease != null && token.equals(token(leaseKey))) {
            coordinator.dropLease(lease);
        }
    }

    private @Nullable Lease held(String leaseKey) {
        return coordinator.getCurrentlyHeldLease(leaseKey);
    }
}
