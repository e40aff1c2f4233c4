package io.contactstatus.live;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Everything of one kind that is live now, and what changes of it from then on.
///
/// Items are unveiled: whoever shows them draws the veil of the one they are shown to.
public interface Feed<T> {

    /// What is live at this moment, and the position that changes follow on from. Costs no read of the store.
    ///
    /// @throws org.springframework.web.ErrorResponseException when it could not be read yet (503)
    Picture<T> picture();

    /// Why the store could not be asked last time, in one word: the picture may be old then. Null when it could.
    @Nullable
    String trouble();

    /// Writes server-sent events until the client has gone, is too slow, or has followed long enough, and keeps the
    /// calling thread all the while: it has to be a virtual one.
    ///
    /// @param after the position of the last event the client has seen; where it is null or too long ago,
    ///   everything is shown afresh first
    void follow(Audience<T> audience, @Nullable String after, HttpServletResponse response) throws IOException;
}
