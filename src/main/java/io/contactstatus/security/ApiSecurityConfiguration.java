package io.contactstatus.security;

import io.contactstatus.audit.AuditTrail;
import io.contactstatus.visibility.ConnectInstances;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.core.GrantedAuthorityDefaults;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.preauth.AbstractPreAuthenticatedProcessingFilter;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/// The security of the API. Which request needs which scope: [AccessRulesConfiguration].
///
/// OAuth2 tokens and API keys give the same authorities, so the rules do not depend on how a caller
/// authenticated.
@Configuration(proxyBeanMethods = false)
class ApiSecurityConfiguration {

    /// Static files of the pages; they hold no data.
    private static final String[] ASSETS = {"/assets/**", "/webjars/**", "/favicon.ico", "/favicon.svg"};

    /// `unsafe-inline` is for Swagger UI's styles only.
    private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline';"
            + " img-src 'self' data:; object-src 'none'; base-uri 'self'; frame-ancestors 'none'";

    /// Without a prefix, `isUserInRole("SCOPE_…")` checks the whole authority name.
    @Bean
    static GrantedAuthorityDefaults authorityDefaults() {
        return new GrantedAuthorityDefaults("");
    }

    /// Browsers and proxies may cache static files.
    @Bean
    @Order(1)
    SecurityFilterChain openAssets(HttpSecurity http) {
        return common(http.securityMatcher(ASSETS))
                .headers(headers -> headers.cacheControl(cache -> cache.disable()))
                .authorizeHttpRequests(
                        new AccessRules.Builder().open(HttpMethod.GET, ASSETS).build()::applyTo)
                .build();
    }

    @Bean
    @Profile("!embedded")
    SecurityFilterChain guardedApi(
            HttpSecurity http,
            ApiSecurityProperties properties,
            ConnectInstances instances,
            LoginProperties login,
            LoginOptions waysIn,
            ObjectProvider<JwtDecoder> tokens,
            AuditTrail audit,
            @Qualifier(AccessRulesConfiguration.API) AccessRules rules) {
        InstanceLimits.check(properties, login, instances);
        var keys = new ApiKeys(properties.apiKeys(), instances);
        var decoder = tokens.getIfAvailable();
        if (decoder == null && waysIn.noneForPeople()) {
            throw new InsecureConfigurationException(
                    "There is no way to log in, and only the profile 'embedded' does without.",
                    "Set spring.security.oauth2.resourceserver.jwt.issuer-uri (or jwk-set-uri, or public-key-location),"
                            + " or contact-status.security.api-keys; for the pages alone, a registration of"
                            + " spring.security.oauth2.client. To try the service out on this machine, start it"
                            + " with the profile 'embedded'.");
        }
        if (properties.cursorSecret() == null) {
            throw new InsecureConfigurationException(
                    "contact-status.security.cursor-secret is missing: without it a page begun at one instance"
                            + " cannot be continued at another.",
                    "Set it to at least 32 random characters, the same on all instances.");
        }
        var unauthenticated = new ProblemAuthenticationEntryPoint();
        var forbidden = new ProblemAccessDeniedHandler(rules, audit);
        common(http)
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(unauthenticated).accessDeniedHandler(forbidden))
                .addFilterBefore(
                        new ApiKeyAuthenticationFilter(keys, unauthenticated),
                        AbstractPreAuthenticatedProcessingFilter.class)
                .authorizeHttpRequests(rules::applyTo);
        if (decoder != null) {
            http.oauth2ResourceServer(server -> server.authenticationEntryPoint(unauthenticated)
                    .accessDeniedHandler(forbidden)
                    .jwt(jwt -> jwt.decoder(decoder)
                            .jwtAuthenticationConverter(tokens(properties.instancesClaim(), instances))));
        }
        return http.build();
    }

    private static JwtAuthenticationConverter tokens(@Nullable String claim, ConnectInstances instances) {
        var converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(new TokenAuthorities(claim, instances));
        return converter;
    }

    @Bean
    CorsFilter corsFilter(ApiSecurityProperties properties) {
        var allowed = new CorsConfiguration();
        allowed.setAllowedOrigins(properties.corsAllowedOrigins());
        allowed.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        allowed.setAllowedHeaders(List.of("*"));
        allowed.setExposedHeaders(List.of("ETag", "Retry-After"));
        var everywhere = new UrlBasedCorsConfigurationSource();
        everywhere.registerCorsConfiguration("/**", allowed);
        var filter = new CorsFilter(everywhere);
        filter.setCorsProcessor(new ProblemCorsProcessor());
        return filter;
    }

    /// Shared by all chains but those of the pages: no cookies, so no sessions and no CSRF protection.
    static HttpSecurity common(HttpSecurity http) {
        return http.addFilterBefore(new VisibleInstancesFilter(), AuthorizationFilter.class)
                .csrf(csrf -> csrf.disable())
                .cors(cors -> {})
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(policy -> policy.policy(
                                org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter
                                        .ReferrerPolicy.NO_REFERRER)));
    }
}
