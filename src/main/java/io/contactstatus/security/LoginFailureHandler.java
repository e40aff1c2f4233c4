package io.contactstatus.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.RedirectStrategy;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/// Redirects to the login page with a short reason; the log has the details.
class LoginFailureHandler implements AuthenticationFailureHandler {

    private static final Logger log = LoggerFactory.getLogger(LoginFailureHandler.class);

    private static final Pattern CODE = Pattern.compile("[a-zA-Z0-9_.-]{1,64}");

    private final RedirectStrategy redirects = new DefaultRedirectStrategy();

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (failure instanceof BadCredentialsException) {
            log.warn("Somebody tried to log in with an unknown API key");
            redirects.sendRedirect(request, response, LoginEntryPoint.PAGE + "?unknown-key" + display(request));
            return;
        }
        log.warn("A login by OAuth2 failed: {}", reason(failure));
        redirects.sendRedirect(request, response, LoginEntryPoint.PAGE + "?failed");
    }

    /// So that the page has the field of displays again.
    private static String display(HttpServletRequest request) {
        return request.getParameter("display") == null ? "" : "&display";
    }

    /// Logs only the provider's error code: its description may contain personal data.
    private static String reason(AuthenticationException failure) {
        if (failure instanceof OAuth2AuthenticationException oauth) {
            var code = oauth.getError().getErrorCode();
            return CODE.matcher(code).matches() ? code : "for a reason that is no code";
        }
        return String.valueOf(failure.getCause());
    }
}
