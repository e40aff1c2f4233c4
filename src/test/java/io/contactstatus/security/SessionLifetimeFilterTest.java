package io.contactstatus.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;

class SessionLifetimeFilterTest {

    private final MockHttpSession session = new MockHttpSession();

    @Test
    void comesHoweverBusyTheSessionIs() throws ServletException, IOException {
        session.access();

        askedAfter(Duration.ofHours(12).plusMillis(1));

        assertThat(session.isInvalid()).isTrue();
    }

    @Test
    void doesNotComeBefore() throws ServletException, IOException {
        askedAfter(Duration.ofHours(12));

        assertThat(session.isInvalid()).isFalse();
    }

    private void askedAfter(Duration time) throws ServletException, IOException {
        var request = new MockHttpServletRequest();
        request.setSession(session);
        var then = Instant.ofEpochMilli(session.getCreationTime()).plus(time);
        var chain = new MockFilterChain();

        new SessionLifetimeFilter(Duration.ofHours(12), Clock.fixed(then, ZoneOffset.UTC))
                .doFilter(request, new MockHttpServletResponse(), chain);

        assertThat(chain.getRequest()).isNotNull();
    }
}
