package io.contactstatus.security;

import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.security.oauth2.client.autoconfigure.ConditionalOnOAuth2ClientRegistrationProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientPropertiesMapper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
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
        var providers = clients(environment).getRegistration().entrySet().stream()
                .filter(registration -> isLogin(registration.getValue()))
                .map(registration -> provider(registration.getKey(), registration.getValue()))
                .toList();
        return new WaysIn(providers, !properties.apiKeys().isEmpty());
    }

    /// Asks a provider about itself when somebody wants to log in there, not at the start: records have to be brought
    /// in whether or not it is there.
    @Bean
    @ConditionalOnOAuth2ClientRegistrationProperties
    static ClientRegistrationRepository lateRegistrations(Environment environment) {
        var clients = clients(environment);
        clients.validate();
        var registrations = new OAuth2ClientPropertiesMapper(clients);
        return new SupplierClientRegistrationRepository(() -> new InMemoryClientRegistrationRepository(
                new ArrayList<>(registrations.asClientRegistrations().values())));
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
            ObjectProvider<ClientRegistrationRepository> registrations,
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
            http.oauth2Login(oauth -> oauth.loginPage(ToLogin.PAGE)
                    .clientRegistrationRepository(registrations.getObject())
                    // By itself they would be kept by name, and outlive the session.
                    .authorizedClientRepository(new HttpSessionOAuth2AuthorizedClientRepository())
                    .userInfoEndpoint(info ->
                            info.oidcUserService(new NamedUsers()).userAuthoritiesMapper(new Rights(properties)))
                    .successHandler(success)
                    .failureHandler(failure)
                    .addObjectPostProcessor(new UnreachableProvider(failure)));
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

    static OAuth2ClientProperties clients(Environment environment) {
        return Binder.get(environment)
                .bind("spring.security.oauth2.client", OAuth2ClientProperties.class)
                .orElseGet(OAuth2ClientProperties::new);
    }

    private static boolean isLogin(OAuth2ClientProperties.Registration registration) {
        var grant = registration.getAuthorizationGrantType();
        return grant == null || grant.equals(AuthorizationGrantType.AUTHORIZATION_CODE.getValue());
    }

    private static WaysIn.Provider provider(String id, OAuth2ClientProperties.Registration registration) {
        var name = Optional.ofNullable(registration.getClientName()).orElse(id);
        return new WaysIn.Provider(
                name, OAuth2AuthorizationRequestRedirectFilter.DEFAULT_AUTHORIZATION_REQUEST_BASE_URI + "/" + id);
    }

    private static String sessionCookie(Environment environment) {
        return environment.getProperty("server.servlet.session.cookie.name", "JSESSIONID");
    }

    /// Without it whoever wants to log in at a provider that does not answer gets an error without a page.
    private record UnreachableProvider(FailedLogin failure)
            implements ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> {

        @Override
        public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
            filter.setAuthenticationFailureHandler(failure);
            return filter;
        }
    }
}
