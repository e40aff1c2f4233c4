package io.contactstatus.live;

import io.contactstatus.visibility.VisibleInstances;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// All live items of one kind, and their changes.
///
/// Items are not masked: an [Audience] masks what it renders.
public interface Feed<T> {

    /// What is live at this moment, from memory, and the position to follow from.
    ///
    /// @param visible what is of other instances is left out
    /// @throws org.springframework.web.ErrorResponseException when it was not read from the store yet (503)
    LiveSnapshot<T> snapshot(VisibleInstances visible);

    /// Writes server-sent events until the client has gone, is too slow, or has followed for long enough.
    /// Blocks the calling thread as long, which has to be a virtual one.
    ///
    /// @param visible what is of other instances is never handed to the audience
    /// @param after the position of the last event the client has got; where it is null or too old, a reset
    ///   comes first
    void follow(Audience<T> audience, VisibleInstances visible, @Nullable String after, HttpServletResponse response)
            throws IOException;
}
