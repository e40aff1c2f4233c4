package io.contactstatus.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import io.contactstatus.web.GuardedService;
import io.contactstatus.web.PublishedApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.test.context.ContextConfiguration;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = {GuardedService.Start.class, TokensTest.Issuer.class})
class TokensTest {

    private static final KeyPair ISSUER = keys();

    @LocalServerPort
    private int port;

    private PublishedApi api;

    static class Issuer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            try {
                var file = Files.createTempFile("issuer", ".pem");
                file.toFile().deleteOnExit();
                Files.writeString(file, pem());
                TestPropertyValues.of("spring.security.oauth2.resourceserver.jwt.public-key-location=" + file.toUri())
                        .applyTo(context);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        private static String pem() {
            var encoded = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(ISSUER.getPublic().getEncoded());
            return "-----BEGIN PUBLIC KEY-----\n" + encoded + "\n-----END PUBLIC KEY-----\n";
        }
    }

    @BeforeEach
    void connect() {
        api = PublishedApi.of(port);
    }

    @Test
    void openWhatTheirScopesAllow() {
        var reader = "Bearer " + token(ISSUER, "contacts:read", Duration.ofMinutes(5));

        assertThat(api.get("/agents", "Authorization", reader).statusCode()).isEqualTo(200);
        var denied = api.get("/dead-letters", "Authorization", reader);
        assertThat(denied.statusCode()).isEqualTo(403);
        assertThat(denied.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("insufficient_scope");
        assertThat(denied.body()).contains("urn:contact-status:problem:forbidden");
    }

    @Test
    void openNothingWhenTheyAreForgedOrOld() {
        var forged = token(keys(), "contacts:read", Duration.ofMinutes(5));
        var old = token(ISSUER, "contacts:read", Duration.ofMinutes(-5));

        for (var token : new String[] {forged, old, "nonsense"}) {
            var refused = api.get("/agents", "Authorization", "Bearer " + token);
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .contains("invalid_token");
            assertThat(refused.body()).contains("urn:contact-status:problem:unauthenticated");
        }
    }

    @Test
    void areNotTheOnlyWayIn() {
        assertThat(api.get("/agents", "X-Api-Key", GuardedService.READER).statusCode())
                .isEqualTo(200);
    }

    private static String token(KeyPair keys, String scope, Duration life) {
        var key = new RSAKey.Builder((RSAPublicKey) keys.getPublic())
                .privateKey(keys.getPrivate())
                .build();
        var now = Instant.now();
        var claims = JwtClaimsSet.builder()
                .subject("crm")
                .claim("scope", scope)
                .issuedAt(now.minus(Duration.ofHours(1)))
                .expiresAt(now.plus(life))
                .build();
        return new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(key)))
                .encode(JwtEncoderParameters.from(claims))
                .getTokenValue();
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
