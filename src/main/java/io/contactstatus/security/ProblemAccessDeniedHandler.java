package io.contactstatus.security;

import io.contactstatus.problems.Problem;
import io.contactstatus.problems.ProblemResponse;
import io.contactstatus.problems.ProblemType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.oauth2.server.resource.web.access.BearerTokenAccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandler;

/// Answers an API request that lacks a scope with 403 and a problem document.
class ProblemAccessDeniedHandler implements AccessDeniedHandler {

    private final AccessDeniedHandler bearer = new BearerTokenAccessDeniedHandler();

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
            throws IOException, ServletException {
        bearer.handle(request, response, reason);
        ProblemResponse.write(response, Problem.of(ProblemType.FORBIDDEN));
    }
}
