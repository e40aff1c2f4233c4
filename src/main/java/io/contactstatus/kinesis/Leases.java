package io.contactstatus.kinesis;

import org.jspecify.annotations.Nullable;

/// What this instance holds of the shards.
interface Leases {

    /// Changes each time the shard changes hands, also back to the same ones; null when somebody else has it.
    @Nullable
    String token(String leaseKey);

    /// Lets somebody take the shard over, who starts where it was checkpointed last. Nothing happens unless it is still
    /// held by that token.
    void giveUp(String leaseKey, String token);
}
