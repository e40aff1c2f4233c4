package io.contactstatus.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contactstatus.audit.AuditTrail;
import io.contactstatus.identity.IdentifierDigests;
import io.contactstatus.visibility.ConnectInstances;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@ExtendWith(OutputCaptureExtension.class)
class InsecureConfigurationTest {

    private static final String STAND_IN = "--contact-status.dynamodb.endpoint=http://127.0.0.1:1";
    private static final String KEY = "--contact-status.security.api-keys[0].name=crm";
    private static final String DIGEST = "--contact-status.security.api-keys[0].sha256=" + "0".repeat(64);
    private static final String SCOPES = "--contact-status.security.api-keys[0].scopes=contacts:read";
    private static final String[] CLIENT = {
        "--spring.security.oauth2.client.registration.company.client-id=contacts",
        "--spring.security.oauth2.client.registration.company.scope=openid",
        // Nothing listens there: it is not asked before somebody logs in.
        "--spring.security.oauth2.client.provider.company.issuer-uri=http://127.0.0.1:1"
    };
    private static final String SECRET = "--contact-status.security.cursor-secret=" + "s".repeat(32);

    /// Nothing but the doors, and one room behind them.
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({
        AccessRulesConfiguration.class,
        ApiSecurityConfiguration.class,
        EmbeddedSecurityConfiguration.class,
        PageSecurityConfiguration.class,
        OAuth2LoginConfiguration.class,
        IdentifierDigests.class,
        Room.class
    })
    @ComponentScan(basePackageClasses = AuditTrail.class)
    @ConfigurationPropertiesScan(basePackageClasses = IdentifierDigests.class)
    @EnableConfigurationProperties({ApiSecurityProperties.class, ConnectInstances.class, LoginProperties.class})
    static class OnlyDoors {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }
    }

    @RestController
    static class Room {

        @GetMapping("/agents")
        String mayReadPersonalData(HttpServletRequest request) {
            return String.valueOf(request.isUserInRole("SCOPE_pii:read"));
        }
    }

    @Test
    void isRefusedWithoutAWayToLogIn(CapturedOutput output) {
        assertRefused(SECRET);

        assertThat(output)
                .contains("APPLICATION FAILED TO START", "There is no way to log in")
                .contains("spring.security.oauth2.resourceserver.jwt.issuer-uri", "contact-status.security.api-keys");
    }

    @Test
    void isRefusedUnderAnyOtherProfileToo(CapturedOutput output) {
        assertRefused(SECRET, "--spring.profiles.active=simulated");

        assertThat(output).contains("There is no way to log in");
    }

    @Test
    void isRefusedWithoutASecretForCursors(CapturedOutput output) {
        assertRefused(KEY, DIGEST, SCOPES);

        assertThat(output).contains("APPLICATION FAILED TO START", "contact-status.security.cursor-secret is missing");
    }

    @Test
    void isRefusedWithAKeyThatIsNoDigestOrAScopeThatIsNone(CapturedOutput output) {
        assertRefused(SECRET, KEY, "--contact-status.security.api-keys[0].sha256=short", SCOPES);
        assertThat(output).contains("APPLICATION FAILED TO START", "must be 64 hexadecimal digits");

        assertRefused(SECRET, KEY, SCOPES);
        assertThat(output).contains("apiKeys[0].sha256", "must not be null");

        assertRefused(
                SECRET,
                KEY,
                "--contact-status.security.api-keys[0].sha256="
                        + "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                SCOPES);
        assertThat(output).contains("must not be the digest of an empty key");

        assertRefused(SECRET, KEY, DIGEST, "--contact-status.security.api-keys[0].scopes=contacts:raed");
        assertThat(output).contains("contact-status.security.api-keys[0].scopes");
    }

    @Test
    void isRefusedWithALimitToAnInstanceThatNothingIsSetFor(CapturedOutput output) {
        var known = new String[] {
            SECRET,
            KEY,
            DIGEST,
            SCOPES,
            "--contact-status.instances[0].arn=arn:aws:connect:eu-west-2:123456789012:instance/i",
            "--contact-status.instances[0].alias=sunrise"
        };
        var display = new String[] {
            "--contact-status.security.displays[0].name=wall",
            "--contact-status.security.displays[0].sha256=" + "1".repeat(64)
        };
        try (var service = start(and(known, "--contact-status.security.api-keys[0].instances=sunrise"))) {
            assertThat(service.isRunning()).isTrue();
        }

        assertRefused(and(known, "--contact-status.security.api-keys[0].instances=sunrise,noon-of-a-key"));
        assertRefused(and(and(known, display), "--contact-status.security.displays[0].instances=noon-of-a-display"));
        assertRefused(
                and(and(known, display), "--contact-status.security.displays[0].filter=instance=noon-of-a-filter"));
        assertRefused(and(known, "--contact-status.security.login.instances.night=noon-of-a-login"));

        assertThat(output)
                .contains(
                        "the instance 'noon-of-a-key'",
                        "the instance 'noon-of-a-display'",
                        "the instance 'noon-of-a-filter'",
                        "the instance 'noon-of-a-login'");
    }

    private static String[] and(String[] arguments, String... more) {
        return Stream.of(arguments, more).flatMap(Arrays::stream).toArray(String[]::new);
    }

    @Test
    void isRefusedWithoutALoginWhereOthersCouldReachIt(CapturedOutput output) {
        assertRefused("--spring.profiles.active=embedded", "--server.address=0.0.0.0");

        assertThat(output).contains("APPLICATION FAILED TO START", "server.address is not a loopback address");
    }

    @Test
    void isRefusedWithoutALoginWhereOthersCouldReachTheManagement(CapturedOutput output) {
        assertRefused("--spring.profiles.active=embedded", "--management.server.port=0");

        assertThat(output).contains("management.server.address is not a loopback address");
    }

    @Test
    void isRefusedWithoutALoginWhereRealTablesAre(CapturedOutput output) {
        assertRefused("--spring.profiles.active=embedded");
        assertRefused(
                "--spring.profiles.active=embedded",
                "--contact-status.dynamodb.endpoint=https://dynamodb.eu-west-2.amazonaws.com");

        assertThat(output).contains("DynamoDB is not a stand-in on this machine");
    }

    @Test
    void isRefusedWithoutALoginWhereOneIsConfigured(CapturedOutput output) {
        assertRefused("--spring.profiles.active=embedded", STAND_IN, SECRET, KEY, DIGEST, SCOPES);

        assertThat(output).contains("a way to log in is configured");
        assertRefused("--spring.profiles.active=embedded", STAND_IN, CLIENT[0], CLIENT[1], CLIENT[2]);
    }

    @Test
    void needsNoProviderThatAnswers(CapturedOutput output) throws IOException {
        try (var service = start(SECRET, CLIENT[0], CLIENT[1], CLIENT[2])) {
            assertThat(answer(service, "localhost", "")).startsWith("HTTP/1.1 401");
            assertThat(answer(service, "/oauth2/authorization/company", "localhost", ""))
                    .startsWith("HTTP/1.1 302")
                    .contains("Location: /login?failed");
            assertThat(output).contains("A login by OAuth2 failed", "http://127.0.0.1:1");
        }
    }

    @Test
    void isRefusedWithRightsOrASoftphoneThatAreNone(CapturedOutput output) {
        assertRefused(SECRET, KEY, DIGEST, SCOPES, "--contact-status.security.login.rights.all=contacts:raed");
        assertThat(output).contains("contact-status.security.login.rights.all");

        for (var address : new String[] {"example.my.connect.aws", "https:", "javascript:alert(1)", "https://a b"}) {
            assertRefused(SECRET, KEY, DIGEST, SCOPES, "--contact-status.softphone.instance-url=" + address);
        }
        assertThat(output).contains("is not the address of an instance of Amazon Connect");
    }

    @Test
    void needsNoLoginOnThisMachineAlone(CapturedOutput output) throws IOException {
        try (var service = start("--spring.profiles.active=embedded", STAND_IN)) {
            assertThat(answer(service, "localhost", ""))
                    .startsWith("HTTP/1.1 200")
                    .endsWith("true");
            assertThat(output.toString().split("There is no login", -1)).hasSize(2);
        }
    }

    @Test
    void withoutALoginAnswersNoPageThatComesUnderAnotherName() throws IOException {
        try (var service = start("--spring.profiles.active=embedded", STAND_IN)) {
            assertThat(answer(service, "rebound.example", "")).startsWith("HTTP/1.1 400");
            assertThat(answer(service, "rebound.example", "X-Forwarded-Host: localhost\r\n"))
                    .startsWith("HTTP/1.1 400");
            assertThat(answer(service, "localhost", "Origin: https://elsewhere.example\r\n"))
                    .startsWith("HTTP/1.1 403");
        }
    }

    @Test
    void admitsPagesOfSitesThatAreAllowed() throws IOException {
        try (var service = start(
                SECRET, KEY, DIGEST, SCOPES, "--contact-status.security.cors-allowed-origins=https://crm.example")) {
            assertThat(answer(service, "localhost", "Origin: https://crm.example\r\n"))
                    .startsWith("HTTP/1.1 401")
                    .contains("Access-Control-Allow-Origin: https://crm.example");
            assertThat(answer(service, "localhost", "Origin: https://elsewhere.example\r\n"))
                    .startsWith("HTTP/1.1 403");
        }
    }

    private static void assertRefused(String... arguments) {
        assertThatThrownBy(() -> start(arguments).close()).isNotNull();
    }

    private static ConfigurableApplicationContext start(String... arguments) {
        var all = new String[arguments.length + 2];
        all[0] = "--server.port=0";
        // Readiness asks for what is not behind these doors.
        all[1] = "--management.endpoint.health.validate-group-membership=false";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return new SpringApplication(OnlyDoors.class).run(all);
    }

    /// By hand, because clients do not let one choose the name of the host.
    private static String answer(ConfigurableApplicationContext service, String host, String headers)
            throws IOException {
        return answer(service, "/agents", host, headers);
    }

    private static String answer(ConfigurableApplicationContext service, String path, String host, String headers)
            throws IOException {
        var port = Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port"));
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            var request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + headers + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
