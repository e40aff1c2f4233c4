package io.contactstatus.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.RedirectStrategy;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.savedrequest.DefaultSavedRequest;
import org.springframework.security.web.savedrequest.RequestCache;

/// Leads whoever has logged in to the page that they wanted to see.
///
/// Never to another host, whatever the request was said to be for: only path and query are kept.
class LoggedIn implements AuthenticationSuccessHandler {

    private static final String FIRST_PAGE = "/";

    private final RedirectStrategy redirects = new DefaultRedirectStrategy();
    private final RequestCache wanted;

    LoggedIn(RequestCache wanted) {
        this.wanted = wanted;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication somebody) throws IOException {
        // Until now it was a session that anybody can have, and a short one.
        var timeout = Duration.ofMinutes(request.getServletContext().getSessionTimeout());
        request.getSession().setMaxInactiveInterval(Math.toIntExact(timeout.toSeconds()));
        if (wanted.getRequest(request, response) instanceof DefaultSavedRequest page) {
            wanted.removeRequest(request, response);
            var query = page.getQueryString();
            response.sendRedirect(page.getRequestURI() + (query == null ? "" : "?" + query));
        } else {
            redirects.sendRedirect(request, response, FIRST_PAGE);
        }
    }
}
