package io.contactstatus.security;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/// A real one, on a free port of this machine. Everybody's password is their name.
///
/// Clients of it: `company`, whose users choose which scopes they grant; `partner`, which may ask for nothing
/// but who somebody is; `directory`, whose users' groups are in the claim `groups`. Each has its own name as
/// its secret.
final class IdentityProvider {

    /// Another name than the service's, so that neither gets the other's cookies.
    static final String HOST = "localhost";

    private static final ConfigurableApplicationContext RUNNING = new SpringApplicationBuilder(Configured.class)
            // Not what our own service is configured with.
            .properties("spring.config.name=identity-provider", "server.port=0")
            .run();

    /// Groups of those who have any.
    private static final Map<String, Object> GROUPS = Map.of(
            "jane", List.of("supervisors", "unheard of"),
            "otto", "operators of the night",
            "adam", List.of("admin"));

    private IdentityProvider() {}

    static String address() {
        return "http://" + HOST + ":" + RUNNING.getEnvironment().getRequiredProperty("local.server.port");
    }

    /// What a service has to be configured with to have people log in as a client of this.
    static List<String> registration(String client, String scopes) {
        var registration = "spring.security.oauth2.client.registration." + client + ".";
        return List.of(
                registration + "provider=here",
                registration + "client-id=" + client,
                registration + "client-secret=" + client,
                registration + "client-name=The " + client,
                registration + "scope=" + scopes,
                "spring.security.oauth2.client.provider.here.issuer-uri=" + address());
    }

    @TestConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Configured {

        @Bean
        SecurityFilterChain everything(HttpSecurity http) {
            return http.oauth2AuthorizationServer(server -> server.oidc(Customizer.withDefaults()))
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .formLogin(Customizer.withDefaults())
                    .build();
        }

        @Bean
        AuthorizationServerSettings settings() {
            return AuthorizationServerSettings.builder().build();
        }

        @Bean
        UserDetailsService users() {
            var users = new InMemoryUserDetailsManager();
            for (var name : List.of("jane", "otto", "adam", "nina")) {
                users.createUser(User.withUsername(name)
                        .password("{noop}" + name)
                        .authorities("user")
                        .build());
            }
            return users;
        }

        @Bean
        RegisteredClientRepository clients() {
            return new InMemoryRegisteredClientRepository(
                    client("company", true, "openid", "profile", "contacts:read", "pii:read"),
                    client("partner", false, "openid"),
                    client("directory", false, "openid", "profile"));
        }

        private static RegisteredClient client(String name, boolean consent, String... scopes) {
            var client = RegisteredClient.withId(name)
                    .clientId(name)
                    .clientSecret("{noop}" + name)
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                    .redirectUri("http://127.0.0.1/login/oauth2/code/" + name)
                    .clientSettings(ClientSettings.builder()
                            .requireProofKey(true)
                            .requireAuthorizationConsent(consent)
                            .build());
            for (var scope : scopes) {
                client.scope(scope);
            }
            return client.build();
        }

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> groups() {
            return token -> {
                var principal = token.getPrincipal();
                if (principal != null && token.getTokenType().getValue().equals("id_token")) {
                    var name = principal.getName();
                    token.getClaims().claim("preferred_username", name + "@example.com");
                    if (GROUPS.containsKey(name)) {
                        token.getClaims().claim("groups", GROUPS.get(name));
                    }
                }
            };
        }

        @Bean
        JwtDecoder tokens(JWKSource<SecurityContext> keys) {
            return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        }

        @Bean
        JWKSource<SecurityContext> keys() throws NoSuchAlgorithmException {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            var pair = generator.generateKeyPair();
            var key = new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                    .privateKey(pair.getPrivate())
                    .keyID(UUID.randomUUID().toString())
                    .build();
            return new ImmutableJWKSet<>(new JWKSet(key));
        }
    }
}
