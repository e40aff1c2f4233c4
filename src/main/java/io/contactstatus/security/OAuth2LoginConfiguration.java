package io.contactstatus.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.security.oauth2.client.autoconfigure.ConditionalOnOAuth2ClientRegistrationProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientPropertiesMapper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/// Login at the identity providers that are configured as OAuth2 clients of Spring Boot.
@Configuration(proxyBeanMethods = false)
class OAuth2LoginConfiguration {

    private final ObjectProvider<ClientRegistrationRepository> registrations;

    OAuth2LoginConfiguration(ObjectProvider<ClientRegistrationRepository> registrations) {
        this.registrations = registrations;
    }

    /// Fetches a provider's metadata at the first login, not at startup: ingestion must start even if the
    /// provider is down.
    @Bean
    @ConditionalOnOAuth2ClientRegistrationProperties
    static ClientRegistrationRepository lateRegistrations(Environment environment) {
        var clients = clients(environment);
        clients.validate();
        var registrations = new OAuth2ClientPropertiesMapper(clients);
        return new SupplierClientRegistrationRepository(() -> new InMemoryClientRegistrationRepository(
                new ArrayList<>(registrations.asClientRegistrations().values())));
    }

    static List<LoginOptions.Provider> of(Environment environment) {
        return clients(environment).getRegistration().entrySet().stream()
                .filter(registration -> isLogin(registration.getValue()))
                .map(registration -> provider(registration.getKey(), registration.getValue()))
                .toList();
    }

    void configure(
            HttpSecurity http,
            ScopeAuthoritiesMapper rights,
            AuthenticationSuccessHandler success,
            AuthenticationFailureHandler failure) {
        http.oauth2Login(oauth -> oauth.loginPage(LoginEntryPoint.PAGE)
                .clientRegistrationRepository(registrations.getObject())
                // The default keeps tokens by user name, where they outlive the session.
                .authorizedClientRepository(new HttpSessionOAuth2AuthorizedClientRepository())
                .userInfoEndpoint(info ->
                        info.oidcUserService(new DisplayNameOidcUserService()).userAuthoritiesMapper(rights))
                .successHandler(success)
                .failureHandler(failure)
                .addObjectPostProcessor(new Unreachable(failure)));
    }

    private static OAuth2ClientProperties clients(Environment environment) {
        return Binder.get(environment)
                .bind("spring.security.oauth2.client", OAuth2ClientProperties.class)
                .orElseGet(OAuth2ClientProperties::new);
    }

    /// Other grant types are for programs.
    private static boolean isLogin(OAuth2ClientProperties.Registration registration) {
        var grant = registration.getAuthorizationGrantType();
        return grant == null || grant.equals(AuthorizationGrantType.AUTHORIZATION_CODE.getValue());
    }

    private static LoginOptions.Provider provider(String id, OAuth2ClientProperties.Registration registration) {
        var name = Optional.ofNullable(registration.getClientName()).orElse(id);
        return new LoginOptions.Provider(
                name, OAuth2AuthorizationRequestRedirectFilter.DEFAULT_AUTHORIZATION_REQUEST_BASE_URI + "/" + id);
    }

    /// Shows the login page with an error when the provider does not answer; the default is a bare error
    /// response.
    private record Unreachable(AuthenticationFailureHandler failure)
            implements ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> {

        @Override
        public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
            filter.setAuthenticationFailureHandler(failure);
            return filter;
        }
    }
}
