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

/// Redirects page navigation to the login. Scripts get 401: they would insert the login page where they expect a
/// fragment.
class LoginEntryPoint implements AuthenticationEntryPoint {

    static final String PAGE = "/login";

    private static final String SOFTPHONE = "/ui/softphone/";

    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final RedirectStrategy redirects = new DefaultRedirectStrategy();
    private final LoginOptions loginOptions;

    LoginEntryPoint(LoginOptions loginOptions) {
        this.loginOptions = loginOptions;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException, ServletException {
        if (!isNavigation(request)) {
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Cookie realm=\"contact-status\"");
            // Reloads the whole page and so leads to the login. Not the softphone: the agent may be on a call.
            if (!request.getRequestURI().startsWith(SOFTPHONE)) {
                response.setHeader("HX-Refresh", "true");
            }
        } else if (loginOptions.noneForPeople() && !isForDisplays(request)) {
            PageAccessDeniedHandler.show(PageDenial.NO_WAY_IN, request, response);
        } else {
            redirects.sendRedirect(request, response, PAGE + query(request));
        }
    }

    private String query(HttpServletRequest request) {
        if (!READING.contains(request.getMethod())) {
            return "?again";
        }
        return isForDisplays(request) ? "?display" : "";
    }

    private boolean isForDisplays(HttpServletRequest request) {
        return loginOptions.displays() && DisplayKeyFilter.isOfWall(request);
    }

    /// Whether a person navigates to a page, which can be shown again after the login.
    static boolean isPageView(HttpServletRequest request) {
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
