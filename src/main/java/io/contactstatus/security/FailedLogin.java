package io.contactstatus.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.RedirectStrategy;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/// Leads back to the login page, which says what was wrong as far as it concerns whoever tried. The log has the rest.
class FailedLogin implements AuthenticationFailureHandler {

    private static final Logger log = LoggerFactory.getLogger(FailedLogin.class);

    private final RedirectStrategy redirects = new DefaultRedirectStrategy();

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (failure instanceof BadCredentialsException) {
            log.warn("Somebody tried to log in with an unknown API key");
            redirects.sendRedirect(request, response, ToLogin.PAGE + "?unknown-key");
            return;
        }
        // A description may repeat what was sent, so the code has to do.
        var code = failure instanceof OAuth2AuthenticationException oauth
                ? oauth.getError().getErrorCode()
                : failure.getClass().getSimpleName();
        log.warn("A login by OAuth2 failed: {}", code, failure.getCause());
        redirects.sendRedirect(request, response, ToLogin.PAGE + "?failed");
    }
}
