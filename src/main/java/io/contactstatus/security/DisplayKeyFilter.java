package io.contactstatus.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/// Lets displays in to the wall. The browser keeps the key in a cookie that it sends to the wall alone, so there is no
/// session that would end: the key is compared at each request.
class DisplayKeyFilter extends OncePerRequestFilter {

    static final String COOKIE = "contact-status-display";

    private static final String WALL = "/ui/wall";

    /// Browsers keep none for longer; each time that the wall is loaded it begins anew.
    private static final Duration KEPT = Duration.ofDays(400);

    private final DisplayKeys keys;

    DisplayKeyFilter(DisplayKeys keys) {
        this.keys = keys;
    }

    static boolean isOfWall(HttpServletRequest request) {
        var path = path(request);
        return path.equals(WALL) || path.startsWith(WALL + "/");
    }

    private static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isLogin(request)) {
            var key = request.getParameter("key");
            if (key != null && keys.with(key).isPresent()) {
                response.addCookie(cookie(request, key, KEPT));
                response.sendRedirect(request.getContextPath() + WALL);
                return;
            }
        } else if (isOfWall(request)) {
            var known = WebUtils.getCookie(request, COOKIE);
            // Also where a person has logged in: a screen shows what it is for.
            if (known != null) {
                chain.doFilter(admitted(request, response, decoded(known.getValue())), response);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private static boolean isLogin(HttpServletRequest request) {
        return HttpMethod.POST.matches(request.getMethod()) && path(request).equals(LoginEntryPoint.PAGE);
    }

    /// What is no such text is no key either.
    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            return "";
        }
    }

    private HttpServletRequest admitted(HttpServletRequest request, HttpServletResponse response, String key) {
        var screen = keys.with(key);
        if (screen.isEmpty()) {
            response.addCookie(cookie(request, "", Duration.ZERO));
            return request;
        }
        if (path(request).equals(WALL)) {
            response.addCookie(cookie(request, key, KEPT));
        }
        SecurityContextHolder.setContext(new SecurityContextImpl(screen.get().caller()));
        return new Filtered(request, screen.get().filter());
    }

    private static Cookie cookie(HttpServletRequest request, String value, Duration kept) {
        var cookie = new Cookie(COOKIE, URLEncoder.encode(value, StandardCharsets.UTF_8));
        cookie.setPath(request.getContextPath() + WALL);
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setAttribute("SameSite", "Lax");
        cookie.setMaxAge(Math.toIntExact(kept.toSeconds()));
        return cookie;
    }

    /// A request whose parameters nobody at the screen can change.
    private static final class Filtered extends HttpServletRequestWrapper {

        private final Map<String, String[]> parameters;

        private Filtered(HttpServletRequest request, Map<String, String[]> filter) {
            super(request);
            var all = new HashMap<>(request.getParameterMap());
            all.putAll(filter);
            parameters = Collections.unmodifiableMap(all);
        }

        @Override
        public @Nullable String getParameter(String name) {
            var values = parameters.get(name);
            return values == null || values.length == 0 ? null : values[0];
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return parameters;
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.enumeration(parameters.keySet());
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            var values = parameters.get(name);
            return values == null ? null : values.clone();
        }
    }
}
