package io.contactstatus.media;

import io.contactstatus.contact.ContactId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

/// How calls sound while they are captured. Worked out once for all who look, and only while there is one.
public interface LiveSpectra {

    /// Whether there is something to look at, or will be as soon as one side speaks.
    boolean isCaptured(ContactId contact);

    /// Writes it as server-sent events, one for each side and about a second, until the capture ends, the reader has
    /// gone, or has looked for long enough. Blocks the calling thread as long, which has to be a virtual one.
    ///
    /// @param heartbeat after how long without an event one is sent
    /// @throws io.contactstatus.problems.NotFound where the contact was never to be captured
    void follow(ContactId contact, Duration heartbeat, HttpServletRequest request, HttpServletResponse response)
            throws IOException;
}
