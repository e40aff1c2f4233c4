package io.contactstatus.media.audio;

import io.contactstatus.media.matroska.Side;
import org.jspecify.annotations.Nullable;

/// How far a recording is: all that is needed to go on with it, elsewhere and after any loss.
///
/// @param startMillis when the first sample of both sides was spoken, since 1970
/// @param customerSamples how long the customer's side is
/// @param customerDrift how many samples the last block of the customer would have been later by its own time
/// @param lastMillis the latest time of a block: what is not later was read before
/// @param number of the last fragment that had one
/// @param token of the last fragment, if it had one
/// @param fragments how many there are
public record Position(
        long startMillis,
        long customerSamples,
        long agentSamples,
        long customerDrift,
        long agentDrift,
        long lastMillis,
        @Nullable String number,
        @Nullable String token,
        long fragments) {

    /// Nothing is recorded yet.
    public static Position startingAt(long millis) {
        return new Position(millis, 0, 0, 0, 0, millis, null, null, 0);
    }

    public long samples(Side side) {
        return switch (side) {
            case CUSTOMER -> customerSamples;
            case AGENT -> agentSamples;
        };
    }

    /// Of the longer side.
    public long samples() {
        return Math.max(customerSamples, agentSamples);
    }

    public long endMillis() {
        return startMillis + samples() / Pcm.PER_MILLI;
    }

    Position with(Side side, long samples, long drift, long blockMillis) {
        var millis = Math.max(lastMillis, blockMillis);
        return switch (side) {
            case CUSTOMER ->
                new Position(startMillis, samples, agentSamples, drift, agentDrift, millis, number, token, fragments);
            case AGENT ->
                new Position(
                        startMillis, customerSamples, samples, customerDrift, drift, millis, number, token, fragments);
        };
    }

    Position after(@Nullable String fragment, @Nullable String continuation) {
        return new Position(
                startMillis,
                customerSamples,
                agentSamples,
                customerDrift,
                agentDrift,
                lastMillis,
                fragment == null ? number : fragment,
                continuation,
                fragments + 1);
    }
}
