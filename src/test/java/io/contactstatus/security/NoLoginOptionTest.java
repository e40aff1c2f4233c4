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
import org.springframework.test.context.ContextConfiguration;

/// Where programs get in by their tokens, and people not at all.
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = NoLoginOptionTest.OnlyTokens.class)
class NoLoginOptionTest {

    @LocalServerPort
    private int port;

    static class OnlyTokens implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of(GuardedService.Start.withoutKeys())
                    // Asked for when the first token comes.
                    .and("spring.security.oauth2.resourceserver.jwt.jwk-set-uri=http://127.0.0.1:1/keys")
                    .applyTo(context);
        }
    }

    @Test
    void isSaidWhereverSomebodyTries() {
        for (var address : new String[] {"/", "/ui/board", "/login"}) {
            var page = new Visitor(port, "-").open(address);

            assertThat(page.statusCode()).as(address).isEqualTo(403);
            assertThat(page.body())
                    .contains("Nobody can log in to these pages yet")
                    .contains("spring.security.oauth2.client.registration", "contact-status.security.api-keys")
                    .doesNotContain("<form");
            assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
        }
    }

    @Test
    void framesNothingWhereNoSoftphoneIsConfigured() {
        var headers = new Visitor(port, "-").open("/ui/board").headers();

        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow()).endsWith("; frame-src 'none'");
        assertThat(headers.firstValue("Permissions-Policy").orElseThrow()).endsWith("microphone=()");
    }
}
