package io.contactstatus.problems;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/// Problems as answers: of controllers, and of filters, which no message converter serves.
public final class ProblemResponse {

    public static final String MEDIA_TYPE = MediaType.APPLICATION_PROBLEM_JSON_VALUE;

    private ProblemResponse() {}

    public static ResponseEntity<Object> of(Problem problem) {
        return of(problem, HttpHeaders.EMPTY);
    }

    public static ResponseEntity<Object> of(Problem problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    public static String json(Problem problem) {
        return Json.MAPPER.writeValueAsString(problem);
    }

    /// The body; the status is for the caller to set.
    public static void write(HttpServletResponse response, Problem problem) throws IOException {
        var body = json(problem).getBytes(StandardCharsets.UTF_8);
        response.setContentType(MEDIA_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /// Made when the first filter has something to refuse.
    private static final class Json {

        private static final JsonMapper MAPPER = JsonMapper.shared();
    }
}
