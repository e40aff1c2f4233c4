package io.contactstatus.live;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/// The HTTP session with which a stream was opened, and ends.
///
/// @param session null for clients without one, as programs are
record StreamSession(@Nullable HttpSession session) {

    static StreamSession of(@Nullable HttpServletRequest request) {
        return new StreamSession(request == null ? null : request.getSession(false));
    }

    boolean isIn(HttpSession other) {
        return session != null && session.getId().equals(other.getId());
    }

    /// A session tells that it was invalidated only by throwing: its creation time itself does not matter.
    boolean isOver() {
        if (session == null) {
            return false;
        }
        try {
            return session.getCreationTime() < 0;
        } catch (IllegalStateException invalidated) {
            return true;
        }
    }
}
