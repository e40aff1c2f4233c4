package io.contactstatus.security;

import io.contactstatus.audit.AuditTrail;
import io.contactstatus.visibility.VisibleInstances;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.preauth.AbstractPreAuthenticatedProcessingFilter;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/// The profile `embedded`: no login, so only this machine may connect.
///
/// Binding to loopback does not stop DNS rebinding, where a foreign page in a local browser resolves its own host
/// name to 127.0.0.1. So the `Host` header must name this machine, too.
@Configuration(proxyBeanMethods = false)
@Profile("embedded")
class EmbeddedSecurityConfiguration {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedSecurityConfiguration.class);

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]", "0:0:0:0:0:0:0:1", "::1");

    @Bean
    SecurityFilterChain embeddedApi(
            HttpSecurity http,
            Environment environment,
            ApiSecurityProperties properties,
            ObjectProvider<JwtDecoder> tokens,
            AuditTrail audit,
            @Qualifier(AccessRulesConfiguration.API) AccessRules rules) {
        if (tokens.getIfAvailable() != null
                || !properties.apiKeys().isEmpty()
                || !OAuth2LoginConfiguration.of(environment).isEmpty()) {
            throw new InsecureConfigurationException(
                    "The profile 'embedded' has no login, but a way to log in is configured.",
                    "Leave the profile out, or the configuration of tokens, API keys and clients of OAuth2.");
        }
        requireLoopback(environment, "server.address");
        if (environment.containsProperty("management.server.port")) {
            requireLoopback(environment, "management.server.address");
        }
        requireStandIn(environment);
        log.warn("There is no login: this is the embedded default, for this machine only.");
        return ApiSecurityConfiguration.common(http)
                .addFilterBefore(new AllScopesFilter(), AbstractPreAuthenticatedProcessingFilter.class)
                .exceptionHandling(
                        handling -> handling.accessDeniedHandler(new ProblemAccessDeniedHandler(rules, audit)))
                .authorizeHttpRequests(rules::applyTo)
                .build();
    }

    /// The pages need no login either, but CSRF protection: any page in a browser of this machine may send a
    /// form here. Without sessions the CSRF token is kept in a cookie.
    @Bean
    @Order(2)
    SecurityFilterChain embeddedPages(
            HttpSecurity http,
            Environment environment,
            ObjectProvider<MediaOrigins> media,
            AuditTrail audit,
            @Qualifier(AccessRulesConfiguration.PAGES) AccessRules rules,
            @Qualifier(AccessRulesConfiguration.API) AccessRules api) {
        var tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName("contact-status-csrf");
        tokens.setHeaderName("X-CSRF-TOKEN");
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Strict"));
        var headers = new PageHeaders(environment, media.stream());
        return http.securityMatcher(new PageRequests(api))
                .headers(headers::writtenBy)
                // The default strategy treats every stateless request as a login and makes a new token: the one in the
                // page's forms would be invalid as soon as a part of the page is fetched.
                .csrf(csrf -> csrf.csrfTokenRepository(tokens)
                        .sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy()))
                .addFilterAfter(new EagerCsrfTokenFilter(AnyRequestMatcher.INSTANCE), CsrfFilter.class)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .exceptionHandling(
                        handling -> handling.accessDeniedHandler(new PageAccessDeniedHandler(null, rules, audit)))
                .addFilterBefore(new AllScopesFilter(), AbstractPreAuthenticatedProcessingFilter.class)
                .addFilterBefore(new VisibleInstancesFilter(), AuthorizationFilter.class)
                .authorizeHttpRequests(rules::applyTo)
                .build();
    }

    @Bean
    LoginOptions noLoginOptions() {
        return LoginOptions.NONE;
    }

    @Bean
    HttpFirewall localHostFirewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedHostnames(THIS_MACHINE::contains);
        return firewall;
    }

    /// Without a login there must be no real data: never a table in the cloud.
    private static void requireStandIn(Environment environment) {
        var endpoint = Binder.get(environment)
                .bind("contact-status.dynamodb.endpoint", URI.class)
                .orElse(null);
        if (endpoint == null || endpoint.getHost() == null || !THIS_MACHINE.contains(endpoint.getHost())) {
            throw new InsecureConfigurationException(
                    "The profile 'embedded' has no login, and DynamoDB is not a stand-in on this machine.",
                    "Start it with ./mvnw spring-boot:test-run, or set contact-status.dynamodb.endpoint to the stand-in's"
                            + " address. For real tables, configure a way to log in and leave the profile out.");
        }
    }

    private static void requireLoopback(Environment environment, String property) {
        if (!isLoopback(
                Binder.get(environment).bind(property, InetAddress.class).orElse(null))) {
            throw new InsecureConfigurationException(
                    "The profile 'embedded' has no login, and " + property + " is not a loopback address.",
                    "Set " + property + " to 127.0.0.1, or configure a way to log in and leave the profile out.");
        }
    }

    private static boolean isLoopback(@Nullable InetAddress address) {
        return address != null && address.isLoopbackAddress();
    }

    /// Gives every caller all scopes.
    private static class AllScopesFilter extends OncePerRequestFilter {

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            var caller = UsernamePasswordAuthenticationToken.authenticated(
                    "embedded", null, Grants.of(Scope.all(), VisibleInstances.ALL));
            SecurityContextHolder.setContext(new SecurityContextImpl(caller));
            chain.doFilter(request, response);
        }
    }
}
