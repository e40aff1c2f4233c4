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

/// Redirects to the page that was requested before the login.
///
/// Never to another host: only path and query of the saved request are used.
class LoginSuccessHandler implements AuthenticationSuccessHandler {

    private static final String FIRST_PAGE = "/";

    private final RedirectStrategy redirects = new DefaultRedirectStrategy();
    private final RequestCache wanted;

    LoginSuccessHandler(RequestCache wanted) {
        this.wanted = wanted;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        // Until the login the session had the short timeout of AnonymousSessionTimeout.
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
