package io.contactstatus.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.InsufficientAuthenticationException;

class LoginEntryPointTest {

    private static MockHttpServletResponse opened(String path, LoginOptions options)
            throws IOException, ServletException {
        var response = new MockHttpServletResponse();
        new LoginEntryPoint(options)
                .commence(
                        new MockHttpServletRequest("GET", path),
                        response,
                        new InsufficientAuthenticationException("no session"));
        return response;
    }

    @Test
    void asksAScreenForItsKeyAlsoWherePeopleHaveNoWayIn() throws IOException, ServletException {
        var options = new LoginOptions(List.of(), false, true);

        assertThat(opened("/ui/wall", options).getRedirectedUrl()).isEqualTo("/login?display");
        assertThat(opened("/ui/board", options).getForwardedUrl()).isEqualTo(PageDenial.PAGE);
        assertThat(opened("/ui/wall", LoginOptions.NONE).getForwardedUrl()).isEqualTo(PageDenial.PAGE);
    }

    @Test
    void asksAScreenAgainWhenItsKeyIsNotKnown() throws IOException {
        var request = new MockHttpServletRequest("POST", "/login");
        request.setParameter("display", "");
        var response = new MockHttpServletResponse();

        new LoginFailureHandler().onAuthenticationFailure(request, response, new BadCredentialsException("unknown"));

        assertThat(response.getRedirectedUrl()).isEqualTo("/login?unknown-key&display");
    }
}
