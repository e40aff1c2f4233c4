package io.contactstatus.security;

import io.contactstatus.problems.Problem;
import io.contactstatus.problems.ProblemResponse;
import io.contactstatus.problems.ProblemType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.DefaultCorsProcessor;

/// Refuses CORS requests with a problem document; the default is plain text.
class ProblemCorsProcessor extends DefaultCorsProcessor {

    @Override
    protected void rejectRequest(ServerHttpResponse response) throws IOException {
        response.setStatusCode(HttpStatus.FORBIDDEN);
        response.getHeaders().set(HttpHeaders.CONTENT_TYPE, ProblemResponse.MEDIA_TYPE);
        response.getBody()
                .write(ProblemResponse.json(Problem.of(ProblemType.FOREIGN_ORIGIN))
                        .getBytes(StandardCharsets.UTF_8));
        response.flush();
    }
}
