package io.contactstatus.kinesis;

import org.jspecify.annotations.Nullable;

/// The leases of shards that this instance holds.
interface Leases {

    /// Changes each time the shard changes its owner, also back to the same one; null when another instance has
    /// it.
    @Nullable
    String token(String leaseKey);

    /// Frees the shard for another instance, which starts at the last checkpoint. Does nothing unless the lease
    /// still has that token.
    void giveUp(String leaseKey, String token);
}
