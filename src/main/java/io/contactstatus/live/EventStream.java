package io.contactstatus.live;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;

/// A response that does not end for long. Writing waits for the client, until the server's patience is over.
final class EventStream {

    private final ServletOutputStream out;

    EventStream(HttpServletResponse response) throws IOException {
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        // Proxies of nginx's kind would keep events back until there are many.
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
