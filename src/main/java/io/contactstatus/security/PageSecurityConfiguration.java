package io.contactstatus.security;

import io.contactstatus.audit.AuditTrail;
import io.contactstatus.visibility.ConnectInstances;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.DefaultRedirectStrategy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/// The security of the pages: people log in and get a session.
///
/// The API accepts no session: browsers send cookies with requests that foreign pages make, so it takes only
/// credentials in a header.
@Configuration(proxyBeanMethods = false)
@Profile("!embedded")
class PageSecurityConfiguration {

    @Bean
    static LoginOptions loginOptions(Environment environment, ApiSecurityProperties properties) {
        return new LoginOptions(
                OAuth2LoginConfiguration.of(environment),
                !properties.apiKeys().isEmpty(),
                !properties.displays().isEmpty());
    }

    @Bean
    static AnonymousSessionTimeout anonymousSessionTimeout() {
        return new AnonymousSessionTimeout();
    }

    @Bean
    @Order(2)
    SecurityFilterChain guardedPages(
            HttpSecurity http,
            Environment environment,
            ApiSecurityProperties api,
            LoginProperties properties,
            ConnectInstances instances,
            LoginOptions loginOptions,
            OAuth2LoginConfiguration providers,
            Clock clock,
            ObjectProvider<MediaOrigins> media,
            AuditTrail audit,
            @Qualifier(AccessRulesConfiguration.PAGES) AccessRules rules,
            @Qualifier(AccessRulesConfiguration.API) AccessRules apiRules) {
        var wanted = new HttpSessionRequestCache();
        wanted.setRequestMatcher(request -> !loginOptions.noneForPeople() && LoginEntryPoint.isPageView(request));
        var login = new LoginEntryPoint(loginOptions);
        var success = new LoginSuccessHandler(wanted);
        var failure = new LoginFailureHandler();
        var headers = new PageHeaders(environment, media.stream());
        http.securityMatcher(new PageRequests(apiRules))
                .headers(headers::writtenBy)
                .requestCache(cache -> cache.requestCache(wanted))
                // Login starts a new session, so that the session's creation time is the time of the login.
                .sessionManagement(sessions -> sessions.sessionFixation(fixation -> fixation.migrateSession()))
                .addFilterBefore(
                        new SessionLifetimeFilter(properties.lifetime(), clock), SecurityContextHolderFilter.class)
                .addFilterBefore(new VisibleInstancesFilter(), AuthorizationFilter.class)
                .exceptionHandling(handling -> handling.authenticationEntryPoint(login)
                        .accessDeniedHandler(new PageAccessDeniedHandler(login, rules, audit)))
                .authorizeHttpRequests(rules::applyTo);
        if (loginOptions.displays()) {
            http.addFilterBefore(
                    new DisplayKeyFilter(new DisplayKeys(api.displays(), instances)),
                    UsernamePasswordAuthenticationFilter.class);
        }
        if (loginOptions.keys() || loginOptions.displays()) {
            http.authenticationProvider(new ApiKeyAuthenticationProvider(new ApiKeys(api.apiKeys(), instances)))
                    // Only the login form is written before there is a session.
                    .addFilterAfter(
                            new EagerCsrfTokenFilter(
                                    PathPatternRequestMatcher.pathPattern(HttpMethod.GET, LoginEntryPoint.PAGE)),
                            CsrfFilter.class)
                    .formLogin(form -> form.loginPage(LoginEntryPoint.PAGE)
                            .passwordParameter("key")
                            .successHandler(success)
                            .failureHandler(failure));
        }
        if (!loginOptions.providers().isEmpty()) {
            providers.configure(http, new ScopeAuthoritiesMapper(properties, instances), success, failure);
        }
        return http.logout(logout -> logout.deleteCookies(sessionCookie(environment))
                        .logoutSuccessHandler((request, response, authentication) -> new DefaultRedirectStrategy()
                                .sendRedirect(request, response, LoginEntryPoint.PAGE + "?out")))
                .build();
    }

    private static String sessionCookie(Environment environment) {
        return environment.getProperty("server.servlet.session.cookie.name", "JSESSIONID");
    }
}
