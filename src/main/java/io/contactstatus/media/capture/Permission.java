package io.contactstatus.media.capture;

import io.contactstatus.media.matroska.Block;
import io.contactstatus.media.matroska.Fragment;
import io.contactstatus.store.Capture;
import java.time.Instant;

/// Whether a call may be captured.
sealed interface Permission {

    /// @param since what was said before is not kept
    record Given(Instant since) implements Permission {

        /// What of a fragment may be kept.
        Fragment kept(Fragment fragment) {
            if (fragment.blocks().stream().allMatch(this::isKept)) {
                return fragment;
            }
            var kept = fragment.blocks().stream().filter(this::isKept).toList();
            return new Fragment(
                    fragment.number(),
                    fragment.token(),
                    fragment.contactId(),
                    fragment.behindMillis(),
                    kept.stream().mapToLong(Block::timeMillis).min().orElse(fragment.timeMillis()),
                    kept);
        }

        private boolean isKept(Block block) {
            return block.timeMillis() >= since.toEpochMilli();
        }
    }

    /// Nothing is read, and nothing is written.
    record Awaited() implements Permission {}

    /// It was taken back: what there is already is deleted.
    record Withdrawn() implements Permission {}

    /// A no at the same time as the first yes takes it back.
    static Permission of(Capture.Consent consent) {
        var given = consent.firstGiven();
        var refused = consent.lastRefused();
        if (given == null) {
            return new Awaited();
        }
        return refused == null || refused.isBefore(given) ? new Given(given) : new Withdrawn();
    }
}
