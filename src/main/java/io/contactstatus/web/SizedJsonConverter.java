package io.contactstatus.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.databind.json.JsonMapper;

/// Answers with a `Content-Length`, as far as an answer is short.
///
/// Spring's converter flushes before the end is known: each answer goes out in chunks then, the end of them in a
/// packet of its own.
class SizedJsonConverter extends JacksonJsonHttpMessageConverter {

    private static final int LONGEST = 16 * 1024;

    SizedJsonConverter(JsonMapper json) {
        super(json);
    }

    @Override
    protected void writeInternal(
            Object value, ResolvableType type, HttpOutputMessage answer, @Nullable Map<String, Object> hints)
            throws IOException {
        var body = new Body(answer);
        super.writeInternal(value, type, new Held(answer.getHeaders(), body), hints);
        body.complete();
    }

    private record Held(HttpHeaders headers, Body body) implements HttpOutputMessage {

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public OutputStream getBody() {
            return body;
        }
    }

    /// Kept until it is complete, or too long for that.
    private static final class Body extends OutputStream {

        private final HttpOutputMessage answer;
        private final ByteArrayOutputStream held = new ByteArrayOutputStream(2 * 1024);
        private boolean sent;

        Body(HttpOutputMessage answer) {
            this.answer = answer;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            if (!sent && held.size() + count > LONGEST) {
                held.writeTo(answer.getBody());
                sent = true;
            }
            if (sent) {
                answer.getBody().write(bytes, from, count);
            } else {
                held.write(bytes, from, count);
            }
        }

        void complete() throws IOException {
            if (!sent) {
                answer.getHeaders().setContentLength(held.size());
                held.writeTo(answer.getBody());
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Installation {

        @Bean
        static ServerHttpMessageConvertersCustomizer sizedJson(JsonMapper json) {
            return converters -> converters.withJsonConverter(new SizedJsonConverter(json));
        }
    }
}
