package io.contactstatus.security;

import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Duration;

/// Sessions of those who have not logged in are forgotten soon: anybody can have as many as they like.
class ShortSessions implements HttpSessionListener {

    /// Enough to type something at a provider.
    private static final Duration UNTIL_LOGIN = Duration.ofMinutes(15);

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        var session = event.getSession();
        var atMost = Math.toIntExact(UNTIL_LOGIN.toSeconds());
        var timeout = session.getMaxInactiveInterval();
        session.setMaxInactiveInterval(timeout <= 0 ? atMost : Math.min(atMost, timeout));
    }
}
