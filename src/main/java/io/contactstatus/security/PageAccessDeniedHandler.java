package io.contactstatus.security;

import io.contactstatus.audit.AuditTrail;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/// Answers a refused page request with a page that says why.
class PageAccessDeniedHandler implements AccessDeniedHandler {

    private final @Nullable AuthenticationEntryPoint login;
    private final AccessRules rules;
    private final AuditTrail audit;

    /// @param login for a form that is sent after its session has ended; null where there is no login
    /// @param rules what none of them names is refused as if there was no such page
    PageAccessDeniedHandler(@Nullable AuthenticationEntryPoint login, AccessRules rules, AuditTrail audit) {
        this.login = login;
        this.rules = rules;
        this.audit = audit;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
            throws IOException, ServletException {
        if (!(reason instanceof CsrfException)) {
            refuse(request, response);
        } else if (login != null && SecurityContextHolder.getContext().getAuthentication() == null) {
            login.commence(request, response, new InsufficientAuthenticationException("no session", reason));
        } else {
            show(PageDenial.ORIGIN, request, response);
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        var rule = rules.of(request);
        if (rule.isEmpty()) {
            request.getRequestDispatcher(PageDenial.UNKNOWN_PAGE).forward(request, response);
            return;
        }
        rule.get().tellRefused(request, audit);
        show(PageDenial.RIGHT, request, response);
    }

    static void show(PageDenial refusal, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        response.setStatus(HttpStatus.FORBIDDEN.value());
        request.setAttribute(PageDenial.ATTRIBUTE, refusal);
        request.getRequestDispatcher(PageDenial.PAGE).forward(request, response);
    }
}
