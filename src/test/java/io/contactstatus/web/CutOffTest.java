package io.contactstatus.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contactstatus.csv.CsvDownload;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A list that breaks off, as clients get it from a real server.
@ExtendWith(OutputCaptureExtension.class)
class CutOffTest {

    private static final JsonNode ROW = new JsonMapper().readTree("{\"a\":\"a contact\"}");

    private static final class Lists {

        @SuppressWarnings("unused")
        void list(@RequestParam int whole, HttpServletResponse response) throws IOException {
            CsvDownload.send(response, "list", List.of("a"), new FailingAfter(whole));
        }
    }

    private static final class FailingAfter implements Iterator<List<JsonNode>> {

        private int left;

        FailingAfter(int pages) {
            left = pages;
        }

        @Override
        public boolean hasNext() {
            return true;
        }

        @Override
        public List<JsonNode> next() {
            if (left-- == 0) {
                throw new IllegalStateException("no record of +819012345678");
            }
            return Collections.nCopies(200, ROW);
        }
    }

    /// No configuration that an application would find when it looks for its own.
    @EnableWebMvc
    @Import(Problems.class)
    static class Server {

        @Bean
        TomcatServletWebServerFactory server() {
            return new TomcatServletWebServerFactory(0);
        }

        @Bean
        DispatcherServlet dispatcherServlet() {
            return new DispatcherServlet();
        }
    }

    private interface Use {

        void of(HttpResponse<InputStream> response) throws IOException;
    }

    private static void ask(int whole, Use use) throws Exception {
        try (var service = new AnnotationConfigServletWebServerApplicationContext(Server.class);
                var client = HttpClient.newHttpClient()) {
            var mapping = service.getBean(RequestMappingHandlerMapping.class);
            mapping.registerMapping(
                    RequestMappingInfo.paths("/list.csv")
                            .options(mapping.getBuilderConfiguration())
                            .build(),
                    new Lists(),
                    Lists.class.getDeclaredMethod("list", int.class, HttpServletResponse.class));
            var port = Objects.requireNonNull(service.getWebServer()).getPort();
            var address = URI.create("http://127.0.0.1:%d/list.csv?whole=%d".formatted(port, whole));
            use.of(client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofInputStream()));
        }
    }

    @Test
    void isLoggedWithOneStackAndWithoutWhatWasRead(CapturedOutput output) throws Exception {
        ask(
                1,
                response ->
                        assertThatThrownBy(() -> response.body().readAllBytes()).isInstanceOf(IOException.class));

        assertThat(output.getAll())
                .contains("a list broke off")
                .containsOnlyOnce("\tat " + CsvDownload.class.getName() + ".send(")
                .doesNotContain("819012345678");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50})
    void neverEndsAsIfItWereWhole(int pages) throws Exception {
        ask(pages, response -> {
            assertThat(response.statusCode()).isEqualTo(200);
            var rows = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
            assertThat(rows.readLine()).isEqualTo("a");
            for (var row = 0; row < pages * 200; row++) {
                assertThat(rows.readLine()).isEqualTo("a contact");
            }
            assertThatThrownBy(rows::readLine).isInstanceOf(IOException.class);
        });
    }

    @Test
    void isAProblemWhereNothingWasSentYet() throws Exception {
        ask(0, response -> {
            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(response.headers().firstValue("Content-Disposition")).isEmpty();
            assertThat(new String(response.body().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("urn:contact-status:problem:internal-error");
        });
    }
}
