package io.contactstatus.security;

import static io.contactstatus.web.GuardedService.ALL;
import static io.contactstatus.web.GuardedService.OPERATOR;
import static io.contactstatus.web.GuardedService.READER;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.web.GuardedService;
import jakarta.servlet.http.HttpServletRequest;
import java.net.http.HttpResponse;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Controller;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/// Where people may choose between two providers and a key.
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = {GuardedService.Start.class, LoginTest.OAuth2LoginConfiguration.class})
@Import({LoginTest.Room.class, LoginTest.Rules.class})
@ExtendWith(OutputCaptureExtension.class)
class LoginTest {

    private static final String SESSION = "contact-status-session";

    @LocalServerPort
    private int port;

    static class OAuth2LoginConfiguration implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of(Stream.of(
                                    IdentityProvider.registration("company", "openid,profile,contacts:read,pii:read"),
                                    IdentityProvider.registration("partner", "openid"))
                            .flatMap(properties -> properties.stream())
                            .toList())
                    .and("contact-status.softphone.instance-url=https://example.my.connect.aws/ccp-v2/")
                    .applyTo(context);
        }
    }

    /// The room is open as the other pages are. No configuration by its annotation: it would be the test's only one.
    static class Rules implements BeanPostProcessor {

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return name.equals(AccessRulesConfiguration.PAGES)
                    ? new AccessRules.Builder()
                            .including((AccessRules) bean)
                            .needing(Scope.CONTACTS_READ, HttpMethod.GET, "/ui/room")
                            .needing(Scope.CONTACTS_READ, HttpMethod.POST, "/ui/room")
                            .needing(Scope.ADMIN, HttpMethod.GET, "/ui/streaming/room")
                            .build()
                    : bean;
        }
    }

    /// Pages of nothing but who may see them.
    @Controller
    static class Room {

        /// Who it is, and what they may do.
        @GetMapping("/ui/room")
        @ResponseBody
        String room(HttpServletRequest request) {
            var rights = new TreeSet<String>();
            for (var scope : new String[] {"contacts:read", "contacts:write", "pii:read", "admin", "ingest"}) {
                if (request.isUserInRole("SCOPE_" + scope)) {
                    rights.add(scope);
                }
            }
            return request.getRemoteUser() + " " + rights;
        }

        @PostMapping("/ui/room")
        @ResponseBody
        String changed(HttpServletRequest request) {
            return "changed by " + request.getRemoteUser();
        }

        @GetMapping("/ui/streaming/room")
        @ResponseBody
        String streaming() {
            return "streaming";
        }
    }

    @Test
    void offersAllThereIsToWhoeverIsNotLoggedIn() {
        var page = new Visitor(port, "jane").open("/ui/room");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.uri().getPath()).isEqualTo("/login");
        assertThat(page.body())
                .contains("href=\"/oauth2/authorization/company\"", "The company", "The partner")
                .contains("type=\"password\"")
                .doesNotContain("/ui/find", "/logout");
    }

    @Test
    void leadsFromTheProviderToThePageThatWasWanted() {
        var jane = new Visitor(port, "jane");

        jane.open("/ui/room?queue=a%20b");
        var consent = jane.open("/oauth2/authorization/company");
        assertThat(consent.uri().getQuery()).contains("code_challenge_method=S256", "nonce=", "state=");
        var page = jane.grant(consent, "company", "contacts:read", "pii:read", "profile");

        assertThat(page.uri().toString()).endsWith("/ui/room?queue=a%20b");
        assertThat(page.body()).isEqualTo("jane@example.com [contacts:read, pii:read]");
        assertThat(jane.open("/ui/room").body()).isEqualTo("jane@example.com [contacts:read, pii:read]");
    }

    @Test
    void givesNobodyMoreThanTheProviderSaysIsGranted() {
        var jane = new Visitor(port, "nina");

        jane.open("/ui/room");
        var page = jane.grant(jane.open("/oauth2/authorization/company"), "company", "contacts:read");

        assertThat(page.body()).isEqualTo("nina@example.com [contacts:read]");
    }

    @Test
    void tellsWhoeverMayNotReadContactsInsteadOfAskingAgain() {
        var otto = new Visitor(port, "otto");

        otto.open("/ui/room");
        var page = otto.open("/oauth2/authorization/partner");

        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.uri().getPath()).isEqualTo("/ui/room");
        assertThat(page.body()).contains("You may not see this", "contacts:read", "otto", "/logout");
        assertThat(otto.follow(otto.submit(page, "/logout")).uri().getPath()).isEqualTo("/login");
    }

    @Test
    void saysSoWhenTheProviderLetsNobodyIn() {
        var jane = new Visitor(port, "jane");

        jane.open("/ui/room");
        var page = jane.open("/login/oauth2/code/company?error=access_denied&state=forged");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.uri().toString()).endsWith("/login?failed");
        assertThat(page.body()).contains("Logging in did not work");
        assertThat(jane.open("/oauth2/authorization/nobody").uri().toString()).endsWith("/login?failed");
    }

    @Test
    void givesTheRightsOfAKeyToWhoeverTypesIt(CapturedOutput output) {
        var reader = new Visitor(port, "-");

        var page = reader.submit(reader.open("/ui/room?a=1"), "/login", "key", READER);

        assertThat(page.statusCode()).isEqualTo(302);
        assertThat(page.headers().firstValue("Location")).hasValue("/ui/room?a=1");
        assertThat(reader.follow(page).body()).isEqualTo("one-who-may-read-contacts [contacts:read]");
        assertThat(reader.ask("/ui/streaming/room").statusCode()).isEqualTo(403);
        assertThat(reader.way().toString()).doesNotContain(READER);
        assertThat(output).doesNotContain(READER);
    }

    @Test
    void opensDataStreamingToThoseWhoRunTheServiceAlone() {
        var operator = new Visitor(port, "-");
        var page = operator.follow(operator.submit(operator.open("/ui/room"), "/login", "key", OPERATOR));

        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body()).contains("href=\"/ui/streaming\"").doesNotContain("href=\"/ui/board\">To");
        assertThat(operator.open("/ui/streaming/room").body()).isEqualTo("streaming");
    }

    @Test
    void refusesAnUnknownKey(CapturedOutput output) {
        var stranger = new Visitor(port, "-");

        for (var key : new String[] {ALL + "x", ALL.substring(1), "", "null"}) {
            var page = stranger.follow(stranger.submit(stranger.open("/login"), "/login", "key", key));

            assertThat(page.uri().toString()).endsWith("/login?unknown-key");
            assertThat(page.body()).contains("That key is not known").doesNotContain(ALL);
        }
        assertThat(stranger.open("/ui/room").uri().getPath()).isEqualTo("/login");
        assertThat(output).contains("unknown API key").doesNotContain(ALL);
    }

    @Test
    void givesTheRightsOfTheLastLoginAlone() {
        var somebody = loggedIn(ALL);

        var page = somebody.submit(somebody.open("/login"), "/login", "key", READER);

        assertThat(page.headers().firstValue("Location")).hasValue("/");
        assertThat(somebody.open("/ui/room").body()).isEqualTo("one-who-may-read-contacts [contacts:read]");
    }

    @Test
    void beginsAnotherSession() {
        var somebody = new Visitor(port, "-");
        var page = somebody.open("/ui/room");
        var before = somebody.cookie(SESSION).orElseThrow().getValue();

        somebody.follow(somebody.submit(page, "/login", "key", READER));

        assertThat(somebody.cookie(SESSION).orElseThrow().getValue()).isNotEqualTo(before);
    }

    @Test
    void keepsTheCookieFromScriptsAndOtherSites() {
        var somebody = new Visitor(port, "-");

        var plain = somebody.ask("/login").headers().firstValue("Set-Cookie");
        assertThat(plain.orElseThrow()).startsWith(SESSION + "=").contains("HttpOnly", "SameSite=Lax", "Path=/");
        assertThat(plain.orElseThrow()).doesNotContain("Secure");
        var behindTls = new Visitor(port, "-")
                .ask("/login", "X-Forwarded-Proto", "https")
                .headers()
                .firstValue("Set-Cookie");
        assertThat(behindTls.orElseThrow()).contains("; Secure");
    }

    @Test
    void endsWithTheLogout() {
        var somebody = loggedIn(READER);

        assertThat(somebody.ask("/logout").statusCode()).isEqualTo(404);
        assertThat(somebody.post("/logout").statusCode()).isEqualTo(403);
        assertThat(somebody.open("/ui/room").statusCode()).isEqualTo(200);

        var page = somebody.submit(somebody.open("/ui/nonsense"), "/logout");

        assertThat(page.headers().firstValue("Location")).hasValue("/login?out");
        assertThat(page.headers().firstValue("Set-Cookie").orElseThrow()).startsWith(SESSION + "=;");
        assertThat(somebody.follow(page).body()).contains("You are logged out here");
        assertThat(somebody.open("/ui/room").uri().getPath()).isEqualTo("/login");
    }

    @Test
    void takesNoFormThatIsNotOfAPageOfOurs() {
        var somebody = loggedIn(READER);

        var refused = somebody.post("/ui/room");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("This was not done");
        var page = somebody.open("/ui/nonsense");
        assertThat(somebody.submit(page, "/ui/room").body()).isEqualTo("changed by one-who-may-read-contacts");
    }

    @Test
    void asksWhoeverSendsSomethingAfterTheirSessionToLogInAgain() {
        var stranger = new Visitor(port, "-");

        var page = stranger.follow(stranger.post("/ui/room"));

        assertThat(page.uri().toString()).endsWith("/login?again");
        assertThat(page.body()).contains("was not done");
        assertThat(stranger.follow(stranger.post("/login", "key", READER)).uri().toString())
                .endsWith("/login?again");
    }

    @Test
    void tellsScriptsThatTheSessionIsOver() {
        var stranger = new Visitor(port, "-");

        for (var headers : new String[][] {
            {"HX-Request", "true"},
            {"Accept", "text/event-stream"},
            {"Sec-Fetch-Mode", "cors"},
        }) {
            var answer = stranger.ask("/ui/room", headers);

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("HX-Refresh")).hasValue("true");
            assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
            assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        }
    }

    @Test
    void doesNotOpenTheApi() {
        var somebody = loggedIn(ALL);

        for (var path :
                new String[] {"/contacts?active=true", "/live/contacts", "/dead-letters", "/actuator/prometheus"}) {
            assertThat(somebody.ask(path).statusCode()).as(path).isEqualTo(401);
        }
        assertThat(somebody.post("/ingest").statusCode()).isEqualTo(401);
        assertThat(somebody.ask("/agents", "X-Api-Key", READER).statusCode()).isEqualTo(200);
    }

    @Test
    void isNotOpenedByWhatOpensTheApi() {
        var answer = new Visitor(port, "-").ask("/ui/room", "X-Api-Key", ALL);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).hasValue("/login");
    }

    @Test
    void tellsBrowsersWhatPagesMayDo() {
        var headers = loggedIn(READER).ask("/ui/room").headers();

        assertThat(headers.allValues("Content-Security-Policy"))
                .containsExactly("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                        + " font-src 'self'; connect-src 'self'; media-src 'self'; form-action 'self'; base-uri 'none';"
                        + " frame-ancestors 'none'; frame-src https://example.my.connect.aws");
        assertThat(headers.firstValue("Permissions-Policy"))
                .hasValue("camera=(), display-capture=(), geolocation=(), midi=(), payment=(), usb=(),"
                        + " microphone=(self \"https://example.my.connect.aws\")");
        assertThat(headers.firstValue("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("same-origin");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
    }

    @Test
    void opensWhatPagesAreMadeOfToEverybody() {
        var stranger = new Visitor(port, "-");

        for (var path : new String[] {"/assets/app.css", "/webjars/htmx.org/dist/htmx.min.js"}) {
            var answer = stranger.ask(path);

            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control").orElseThrow())
                    .doesNotContain("no-store")
                    .matches(said -> said.contains("no-cache") || said.contains("must-revalidate"));
            assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
            assertThat(answer.headers().firstValue("Last-Modified")).isEmpty();
            var digest = answer.headers().firstValue("ETag").orElseThrow();
            assertThat(stranger.ask(path, "If-None-Match", digest).statusCode()).isEqualTo(304);
        }
    }

    @Test
    void speaksTheLanguageOfWhoeverComes() {
        var visitor = new Visitor(port, "-");

        assertThat(visitor.ask("/login", "Accept-Language", "ja").body()).contains("ログイン", "API キー");
        var back = visitor.ask("/ui/language?to=ja&back=/login?failed");
        assertThat(back.headers().firstValue("Location")).hasValue("/login?failed");
        assertThat(visitor.ask("/login?failed").body()).contains("ログインできませんでした");
    }

    private Visitor loggedIn(String key) {
        var visitor = new Visitor(port, "-");
        HttpResponse<String> page = visitor.follow(visitor.submit(visitor.open("/ui/room"), "/login", "key", key));
        assertThat(page.statusCode()).isEqualTo(200);
        return visitor;
    }
}
