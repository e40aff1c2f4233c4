package io.contactstatus.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.RedirectStrategy;

/// Leads whoever is not logged in to where they can.
///
/// Only what a person navigates to: a script would take the login page for what it asked for, and put it into a table.
class ToLogin implements AuthenticationEntryPoint {

    static final String PAGE = "/login";

    private static final String SOFTPHONE = "/ui/softphone/";

    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final RedirectStrategy redirects = new DefaultRedirectStrategy();
    private final WaysIn waysIn;

    ToLogin(WaysIn waysIn) {
        this.waysIn = waysIn;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException, ServletException {
        if (!isNavigation(request)) {
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Cookie realm=\"contact-status\"");
            // The whole page is asked for anew, and with that for the login, after which it is there again. Not where
            // somebody may be talking on it.
            if (!request.getRequestURI().startsWith(SOFTPHONE)) {
                response.setHeader("HX-Refresh", "true");
            }
        } else if (waysIn.none()) {
            PageRefusals.show(Refusal.NO_WAY_IN, request, response);
        } else {
            var changes = !READING.contains(request.getMethod());
            redirects.sendRedirect(request, response, changes ? PAGE + "?again" : PAGE);
        }
    }

    /// Whether it is a person who wants to see something, and so can be brought back to it.
    static boolean isAsked(HttpServletRequest request) {
        return isNavigation(request) && HttpMethod.GET.matches(request.getMethod());
    }

    private static boolean isNavigation(HttpServletRequest request) {
        var mode = request.getHeader("Sec-Fetch-Mode");
        var accepted = request.getHeader(HttpHeaders.ACCEPT);
        return request.getHeader("HX-Request") == null
                && (mode == null || mode.equals("navigate"))
                && (accepted == null || !accepted.contains("text/event-stream"));
    }
}
