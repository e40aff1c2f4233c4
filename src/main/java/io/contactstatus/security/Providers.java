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

/// Identity providers that people log in at, as Spring Boot has them configured.
@Configuration(proxyBeanMethods = false)
class Providers {

    private final ObjectProvider<ClientRegistrationRepository> registrations;

    Providers(ObjectProvider<ClientRegistrationRepository> registrations) {
        this.registrations = registrations;
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

    static List<WaysIn.Provider> of(Environment environment) {
        return clients(environment).getRegistration().entrySet().stream()
                .filter(registration -> isLogin(registration.getValue()))
                .map(registration -> provider(registration.getKey(), registration.getValue()))
                .toList();
    }

    void offeredBy(
            HttpSecurity http,
            Rights rights,
            AuthenticationSuccessHandler success,
            AuthenticationFailureHandler failure) {
        http.oauth2Login(oauth -> oauth.loginPage(ToLogin.PAGE)
                .clientRegistrationRepository(registrations.getObject())
                // By itself tokens would be kept by the user's name, and outlive the session.
                .authorizedClientRepository(new HttpSessionOAuth2AuthorizedClientRepository())
                .userInfoEndpoint(info -> info.oidcUserService(new NamedUsers()).userAuthoritiesMapper(rights))
                .successHandler(success)
                .failureHandler(failure)
                .addObjectPostProcessor(new Unreachable(failure)));
    }

    private static OAuth2ClientProperties clients(Environment environment) {
        return Binder.get(environment)
                .bind("spring.security.oauth2.client", OAuth2ClientProperties.class)
                .orElseGet(OAuth2ClientProperties::new);
    }

    /// Others are for programs.
    private static boolean isLogin(OAuth2ClientProperties.Registration registration) {
        var grant = registration.getAuthorizationGrantType();
        return grant == null || grant.equals(AuthorizationGrantType.AUTHORIZATION_CODE.getValue());
    }

    private static WaysIn.Provider provider(String id, OAuth2ClientProperties.Registration registration) {
        var name = Optional.ofNullable(registration.getClientName()).orElse(id);
        return new WaysIn.Provider(
                name, OAuth2AuthorizationRequestRedirectFilter.DEFAULT_AUTHORIZATION_REQUEST_BASE_URI + "/" + id);
    }

    /// Without it whoever wants to log in at a provider that does not answer gets an error without a page.
    private record Unreachable(AuthenticationFailureHandler failure)
            implements ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> {

        @Override
        public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
            filter.setAuthenticationFailureHandler(failure);
            return filter;
        }
    }
}
