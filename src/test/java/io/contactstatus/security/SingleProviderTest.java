package io.contactstatus.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.web.GuardedService;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/// Where there is one provider and nothing else, which tells of groups.
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = SingleProviderTest.Provider.class)
@Import({LoginTest.Room.class, LoginTest.Rules.class})
class SingleProviderTest {

    @LocalServerPort
    private int port;

    static class Provider implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of(GuardedService.Start.withoutKeys())
                    .and(IdentityProvider.registration("directory", "openid,profile")
                            .toArray(String[]::new))
                    .and(
                            "contact-status.security.login.rights-claim=groups",
                            "contact-status.security.login.rights.supervisors=contacts:read,pii:read",
                            "contact-status.security.login.rights.[operators of the night]=contacts:read,admin",
                            // For programs: nobody is sent there.
                            "spring.security.oauth2.client.registration.batch.provider=here",
                            "spring.security.oauth2.client.registration.batch.client-id=batch",
                            "spring.security.oauth2.client.registration.batch.authorization-grant-type=client_credentials")
                    .applyTo(context);
        }
    }

    @Test
    void leadsStraightThereAndBack() {
        var jane = new Visitor(port, "jane");

        var page = jane.open("/ui/room?a=1");

        assertThat(page.uri().getPath()).isEqualTo("/ui/room");
        assertThat(page.uri().getQuery()).isEqualTo("a=1");
        assertThat(page.body()).isEqualTo("jane@example.com [contacts:read, pii:read]");
    }

    @Test
    void givesWhatIsConfiguredForAGroup() {
        assertThat(new Visitor(port, "otto").open("/ui/room").body())
                .isEqualTo("otto@example.com [admin, contacts:read]");
    }

    @Test
    void givesNothingToAGroupThatIsCalledLikeAScope() {
        assertThat(new Visitor(port, "adam").open("/ui/room").statusCode()).isEqualTo(403);
        assertThat(new Visitor(port, "adam").open("/ui/streaming/room").statusCode())
                .isEqualTo(403);
    }

    @Test
    void tellsWhoeverIsInNoGroup() {
        var page = new Visitor(port, "nina").open("/ui/room");

        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body()).contains("nina@example.com", "You may not see this");
    }

    @Test
    void doesNotLogInAgainWhoeverHasLoggedOut() {
        var jane = new Visitor(port, "jane");
        var page = jane.open("/ui/nonsense");

        var left = jane.follow(jane.submit(page, "/logout"));

        assertThat(left.uri().toString()).endsWith("/login?out");
        assertThat(left.body()).contains("The directory").doesNotContain("type=\"password\"");
    }

    @Test
    void takesNoKeyWhereThereAreNone() {
        var stranger = new Visitor(port, "-");

        var page = stranger.follow(stranger.submit(stranger.ask("/login?failed"), "/login", "key", ""));

        assertThat(page.uri().getPath()).isEqualTo("/login");
        assertThat(stranger.ask("/ui/room").statusCode()).isEqualTo(302);
    }

    @Test
    void leavesTheApiClosed() {
        var jane = new Visitor(port, "jane");
        jane.open("/ui/room");

        assertThat(jane.ask("/agents").statusCode()).isEqualTo(401);
    }
}
