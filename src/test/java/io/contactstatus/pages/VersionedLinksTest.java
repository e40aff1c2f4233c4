package io.contactstatus.pages;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;

@OpenService
class VersionedLinksTest {

    @LocalServerPort
    private int port;

    @Autowired
    private ServletContext servlets;

    @Test
    void namesTheVersionsOfLibrariesOnPages() throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var page = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ui/board"))
                            .build(),
                    BodyHandlers.ofString());

            assertThat(page.body()).containsPattern("/webjars/htmx\\.org/[0-9][^/]*/dist/htmx\\.min\\.js");
        }
    }

    /// It wraps each request and each answer.
    @Test
    void leavesTheApiAlone() {
        assertThat(servlets.getFilterRegistrations().values())
                .filteredOn(filter -> ResourceUrlEncodingFilter.class.getName().equals(filter.getClassName()))
                .singleElement()
                .satisfies(filter -> assertThat(filter.getUrlPatternMappings())
                        .contains("/ui/*")
                        .doesNotContain("/*", "/contacts/*"));
    }
}
