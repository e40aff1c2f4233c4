package io.contactstatus.live;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;

/// A response of server-sent events. Writing blocks while the client does not read, until the server's timeout.
final class SseResponse {

    private final ServletOutputStream out;

    SseResponse(HttpServletResponse response) throws IOException {
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        // nginx and proxies like it would otherwise buffer events.
        response.setHeader("X-Accel-Buffering", "no");
        out = response.getOutputStream();
    }

    void write(byte[] text) throws IOException {
        out.write(text);
    }

    void flush() throws IOException {
        out.flush();
    }
}
