package io.contactstatus.security;

import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Duration;

/// Gives sessions a short timeout until the login: anyone can create any number of them.
class AnonymousSessionTimeout implements HttpSessionListener {

    /// Enough to log in at a provider.
    private static final Duration UNTIL_LOGIN = Duration.ofMinutes(15);

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        var session = event.getSession();
        var atMost = Math.toIntExact(UNTIL_LOGIN.toSeconds());
        var timeout = session.getMaxInactiveInterval();
        session.setMaxInactiveInterval(timeout <= 0 ? atMost : Math.min(atMost, timeout));
    }
}
