package io.contactstatus.security;

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

/// Says no by a page that tells why.
class PageRefusals implements AccessDeniedHandler {

    private final @Nullable AuthenticationEntryPoint login;

    /// @param login for whoever has sent something after their session had ended; none where nobody logs in
    PageRefusals(@Nullable AuthenticationEntryPoint login) {
        this.login = login;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
            throws IOException, ServletException {
        if (!(reason instanceof CsrfException)) {
            show(Refusal.RIGHT, request, response);
        } else if (login != null && SecurityContextHolder.getContext().getAuthentication() == null) {
            login.commence(request, response, new InsufficientAuthenticationException("no session", reason));
        } else {
            show(Refusal.ORIGIN, request, response);
        }
    }

    static void show(Refusal refusal, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        response.setStatus(HttpStatus.FORBIDDEN.value());
        request.setAttribute(Refusal.ATTRIBUTE, refusal);
        request.getRequestDispatcher(Refusal.PAGE).forward(request, response);
    }
}
