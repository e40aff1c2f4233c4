package io.contactstatus.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.access.BearerTokenAccessDeniedHandler;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.web.cors.DefaultCorsProcessor;

/// Says no, in the form that all errors of the API have.
class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {

    private static final byte[] UNAUTHENTICATED = problem("unauthenticated", "Authentication is needed", 401);
    private static final byte[] FORBIDDEN = problem("forbidden", "The caller may not do this", 403);
    private static final byte[] FOREIGN_ORIGIN = problem("foreign-origin", "Pages of that origin may not call", 403);
    private static final String MEDIA_TYPE = "application/problem+json";

    private final AuthenticationEntryPoint bearer = new BearerTokenAuthenticationEntryPoint();
    private final AccessDeniedHandler bearerDenied = new BearerTokenAccessDeniedHandler();

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException, jakarta.servlet.ServletException {
        bearer.commence(request, response, reason);
        response.addHeader(HttpHeaders.WWW_AUTHENTICATE, "ApiKey realm=\"contact-status\"");
        write(response, UNAUTHENTICATED);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
            throws IOException, jakarta.servlet.ServletException {
        bearerDenied.handle(request, response, reason);
        write(response, FORBIDDEN);
    }

    /// Without it a page of a foreign origin gets its refusal as plain text.
    static class OfForeignOrigins extends DefaultCorsProcessor {

        @Override
        protected void rejectRequest(ServerHttpResponse response) throws IOException {
            response.setStatusCode(org.springframework.http.HttpStatus.FORBIDDEN);
            response.getHeaders().set(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE);
            response.getBody().write(FOREIGN_ORIGIN);
            response.flush();
        }
    }

    private static void write(HttpServletResponse response, byte[] problem) throws IOException {
        response.setContentType(MEDIA_TYPE);
        response.setContentLength(problem.length);
        response.getOutputStream().write(problem);
    }

    private static byte[] problem(String type, String title, int status) {
        return """
                {"type":"urn:contact-status:problem:%s","title":"%s","status":%d}""".formatted(type, title, status).getBytes(StandardCharsets.UTF_8);
    }
}
