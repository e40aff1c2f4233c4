package io.contactstatus.pages;

import io.contactstatus.masking.Clearance;
import io.contactstatus.masking.Veil;
import io.contactstatus.security.LoginOptions;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.util.UriComponentsBuilder;

/// The model of the layout around every page.
@ControllerAdvice(basePackageClasses = PageModel.class)
class PageModel {

    static final String SITE = "site";

    private final Environment environment;

    private final Clock clock;

    private final LoginOptions waysIn;

    private final CalledNames called;

    PageModel(Environment environment, Clock clock, LoginOptions waysIn, CalledNames called) {
        this.called = called;
        this.environment = environment;
        this.clock = clock;
        this.waysIn = waysIn;
    }

    @ModelAttribute("called")
    CalledNames called() {
        return called;
    }

    @ModelAttribute(SITE)
    Site site(HttpServletRequest request) {
        var query = request.getQueryString();
        // A refused page was forwarded to another address, which is not the one to come back to.
        var asked = request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI);
        return site(request, (asked == null ? request.getRequestURI() : asked) + (query == null ? "" : "?" + query));
    }

    /// Pages of errors repeat nothing of what was sent: browsers say where another language has to lead back to.
    Site siteOfError(HttpServletRequest request) {
        return site(request, null);
    }

    private Site site(HttpServletRequest request, @Nullable String here) {
        var language = Language.of(RequestContextUtils.getLocale(request));
        return new Site(
                clock.instant(),
                language,
                otherLanguages(language, here),
                environment.getProperty("contact-status.simulator.enabled", Boolean.class, false),
                waysIn.none() ? null : request.getRemoteUser(),
                request.isUserInRole("SCOPE_contacts:read"),
                Clearance.of(request) == Veil.LIFTED,
                request.isUserInRole("SCOPE_admin"));
    }

    private static List<Switch> otherLanguages(Language language, @Nullable String here) {
        return Arrays.stream(Language.values())
                .filter(other -> other != language)
                .map(other -> new Switch(other, address(other, here)))
                .toList();
    }

    private static String address(Language other, @Nullable String here) {
        var address = UriComponentsBuilder.fromPath("/ui/language").queryParam("to", other.tag());
        if (here == null) {
            return address.toUriString();
        }
        return address.queryParam("back", "{here}")
                .encode()
                .buildAndExpand(here)
                .toUriString();
    }

    /// @param now the server's time: scripts correct the browser's clock by it
    /// @param simulated whether the simulator runs
    /// @param user who is logged in; null where no login is needed
    /// @param inside whether the viewer may see more than the login
    /// @param unveiled whether the viewer may see personal data
    /// @param admin whether the viewer may see the state of the service
    public record Site(
            Instant now,
            Language language,
            List<Switch> languages,
            boolean simulated,
            @Nullable String user,
            boolean inside,
            boolean unveiled,
            boolean admin) {}

    public record Switch(Language language, String address) {}
}
