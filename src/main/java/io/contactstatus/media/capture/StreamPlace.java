package io.contactstatus.media.capture;

import java.time.Instant;

/// Where reading a stream begins.
sealed interface StreamPlace {

    /// After the fragment that had this token.
    record AfterToken(String token) implements StreamPlace {}

    /// After the fragment with this number.
    record AfterFragment(String number) implements StreamPlace {}

    /// With the fragment that has this time of its producer in it, or the next one.
    record At(Instant producerTime) implements StreamPlace {}
}
