package io.contactstatus.security;

import io.contactstatus.audit.AuditTrail;
import io.contactstatus.problems.Problem;
import io.contactstatus.problems.ProblemResponse;
import io.contactstatus.problems.ProblemType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.oauth2.server.resource.web.access.BearerTokenAccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandler;

/// Answers an API request that lacks a scope with 403 and a problem document. What no rule names is refused too, as if
/// it was not there: 404, or 405 where only the method is another one.
class ProblemAccessDeniedHandler implements AccessDeniedHandler {

    private final AccessDeniedHandler bearer = new BearerTokenAccessDeniedHandler();
    private final AccessRules rules;
    private final AuditTrail audit;

    ProblemAccessDeniedHandler(AccessRules rules, AuditTrail audit) {
        this.rules = rules;
        this.audit = audit;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
            throws IOException, ServletException {
        var rule = rules.of(request);
        if (rule.isEmpty()) {
            refuseUnnamed(request, response);
            return;
        }
        rule.get().tellRefused(request, audit);
        bearer.handle(request, response, reason);
        ProblemResponse.write(response, Problem.of(ProblemType.FORBIDDEN));
    }

    private void refuseUnnamed(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var methods = rules.methodsOf(request);
        if (methods.isEmpty()) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
            ProblemResponse.write(response, Problem.of(ProblemType.NOT_FOUND));
            return;
        }
        response.setStatus(HttpStatus.METHOD_NOT_ALLOWED.value());
        response.setHeader(
                HttpHeaders.ALLOW,
                methods.stream().map(HttpMethod::name).sorted().collect(Collectors.joining(", ")));
        ProblemResponse.write(response, Problem.of(ProblemType.METHOD_NOT_ALLOWED));
    }
}
