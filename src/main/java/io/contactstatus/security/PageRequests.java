package io.contactstatus.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/// Requests that the rules of the pages are for: those below the pages' paths, and browsers that go where there is
/// nothing at all. A person who mistypes an address gets a page that says so, and a program a problem document.
final class PageRequests implements RequestMatcher {

    private static final String[] PATHS = {"/ui", "/ui/**", "/login", "/login/**", "/oauth2/**", "/logout"};

    private final RequestMatcher pages = new OrRequestMatcher(Arrays.stream(PATHS)
            .<RequestMatcher>map(PathPatternRequestMatcher::pathPattern)
            .toList());
    private final AccessRules api;

    PageRequests(AccessRules api) {
        this.api = api;
    }

    @Override
    public boolean matches(HttpServletRequest request) {
        return pages.matches(request)
                || (isOfABrowser(request) && api.methodsOf(request).isEmpty());
    }

    private static boolean isOfABrowser(HttpServletRequest request) {
        var accepted = request.getHeader(HttpHeaders.ACCEPT);
        return accepted != null && accepted.contains("text/html") && LoginEntryPoint.isPageView(request);
    }
}
