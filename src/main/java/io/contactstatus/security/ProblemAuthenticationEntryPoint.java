package io.contactstatus.security;

import io.contactstatus.problems.Problem;
import io.contactstatus.problems.ProblemResponse;
import io.contactstatus.problems.ProblemType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.web.AuthenticationEntryPoint;

/// Answers an unauthenticated API request with 401, a challenge for each way to authenticate, and a problem
/// document.
class ProblemAuthenticationEntryPoint implements AuthenticationEntryPoint {

    private final AuthenticationEntryPoint bearer = new BearerTokenAuthenticationEntryPoint();

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException, ServletException {
        bearer.commence(request, response, reason);
        response.addHeader(HttpHeaders.WWW_AUTHENTICATE, "ApiKey realm=\"contact-status\"");
        ProblemResponse.write(response, Problem.of(ProblemType.UNAUTHENTICATED));
    }
}
