package io.contactstatus.live;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/// In which session somebody follows.
///
/// @param session null for who has none, as programs have
record Login(@Nullable HttpSession session) {

    static Login of(@Nullable HttpServletRequest request) {
        return new Login(request == null ? null : request.getSession(false));
    }

    boolean isIn(HttpSession other) {
        return session != null && session.getId().equals(other.getId());
    }

    /// A session says that it has ended only by refusing an answer: when it was created is of no interest.
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
