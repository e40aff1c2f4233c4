package io.contactstatus.security;

import jakarta.servlet.DispatcherType;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/// The doors of the pages: people log in, and a session remembers them.
///
/// The API knows nothing of sessions. A browser sends its cookies along with whatever a foreign page makes it ask for;
/// there only what has to be put into a header on purpose counts.
@Configuration(proxyBeanMethods = false)
@Profile("!embedded")
class PageDoors {

    static final String[] PAGES = {"/ui", "/ui/**", "/login", "/login/**", "/oauth2/**", "/logout"};

    @Bean
    static WaysIn waysIn(Environment environment, DoorsProperties properties) {
        return new WaysIn(Providers.of(environment), !properties.apiKeys().isEmpty());
    }

    @Bean
    static ShortSessions shortSessions() {
        return new ShortSessions();
    }

    @Bean
    @Order(2)
    SecurityFilterChain guardedPages(
            HttpSecurity http,
            Environment environment,
            DoorsProperties doors,
            LoginProperties properties,
            WaysIn waysIn,
            Providers providers,
            Clock clock) {
        var wanted = new HttpSessionRequestCache();
        wanted.setRequestMatcher(request -> !waysIn.none() && ToLogin.isAsked(request));
        var login = new ToLogin(waysIn);
        var success = new LoggedIn(wanted);
        var failure = new FailedLogin();
        var headers = new PageHeaders(environment);
        http.securityMatcher(PAGES)
                .headers(headers::writtenBy)
                .requestCache(cache -> cache.requestCache(wanted))
                // A session that begins with the login, so that it can be told how long ago that was.
                .sessionManagement(sessions -> sessions.sessionFixation(fixation -> fixation.migrateSession()))
                .addFilterBefore(new SessionEnd(properties.lifetime(), clock), SecurityContextHolderFilter.class)
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(login).accessDeniedHandler(new PageRefusals(login)))
                .authorizeHttpRequests(PageDoors::rules);
        if (waysIn.keys()) {
            http.authenticationProvider(new KeyLogin(new ApiKeys(doors.apiKeys())))
                    // Before the form is written: on all other pages there is a session already.
                    .addFilterAfter(
                            new TokenAhead(PathPatternRequestMatcher.pathPattern(HttpMethod.GET, ToLogin.PAGE)),
                            CsrfFilter.class)
                    .formLogin(form -> form.loginPage(ToLogin.PAGE)
                            .passwordParameter("key")
                            .successHandler(success)
                            .failureHandler(failure));
        }
        if (!waysIn.providers().isEmpty()) {
            providers.offeredBy(http, new Rights(properties), success, failure);
        }
        return http.logout(logout -> logout.deleteCookies(sessionCookie(environment))
                        .logoutSuccessHandler((request, response, somebody) ->
                                new DefaultRedirectStrategy().sendRedirect(request, response, ToLogin.PAGE + "?out")))
                .build();
    }

    private static void rules(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                .permitAll()
                .requestMatchers("/login", "/login/**", "/oauth2/**", "/logout", "/ui/language")
                .permitAll()
                .requestMatchers("/ui/streaming", "/ui/streaming/**")
                .hasAuthority(Scope.ADMIN.authority())
                .anyRequest()
                .hasAuthority(Scope.CONTACTS_READ.authority());
    }

    private static String sessionCookie(Environment environment) {
        return environment.getProperty("server.servlet.session.cookie.name", "JSESSIONID");
    }
}
