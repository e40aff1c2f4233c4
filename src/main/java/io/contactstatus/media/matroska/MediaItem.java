package io.contactstatus.media.matroska;

import org.jspecify.annotations.Nullable;

/// What comes next out of a body of media.
public sealed interface MediaItem {

    /// All of it is there: what follows its cluster says so.
    record Whole(Fragment fragment) implements MediaItem {}

    /// Kinesis Video Streams gives up in words of its own: 3002, 4000, 4500 to 4506 (the key), 5000.
    record Failed(String code) implements MediaItem {

        /// Whether the key of the stream is not there, or may not be used: that stays so until an operator does
        /// something.
        public boolean isOfTheKey() {
            return code.startsWith("45");
        }
    }

    /// Nothing comes any more. This never means that the call is over.
    ///
    /// @param provisional a fragment that may be whole or cut off between two blocks: only a new connection
    ///   shows which, by bringing it again or nothing
    record Ended(How how, @Nullable Fragment provisional) implements MediaItem {}

    /// How a body ends.
    enum How {
        CLEAN,
        CUT,
        MALFORMED
    }
}
