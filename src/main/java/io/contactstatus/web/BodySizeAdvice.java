package io.contactstatus.web;

import io.contactstatus.problems.BodyTooLarge;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/// Enforces [MaxBodyBytes], also without a `Content-Length`. Bodies without the annotation, as in other
/// modules, have a small limit.
@RestControllerAdvice
class BodySizeAdvice extends RequestBodyAdviceAdapter {

    private static final int DEFAULT_LIMIT = 16 * 1024;

    @Override
    public boolean supports(
            MethodParameter parameter, Type target, Class<? extends HttpMessageConverter<?>> converterType) {
        return true;
    }

    @Override
    public HttpInputMessage beforeBodyRead(
            HttpInputMessage message,
            MethodParameter parameter,
            Type target,
            Class<? extends HttpMessageConverter<?>> converterType)
            throws IOException {
        var limit = parameter.getParameterAnnotation(MaxBodyBytes.class);
        var most = limit == null ? DEFAULT_LIMIT : limit.value();
        var body = message.getBody().readNBytes(most + 1);
        if (body.length > most) {
            throw new BodyTooLarge(most);
        }
        return new Held(message.getHeaders(), body);
    }

    private record Held(HttpHeaders headers, byte[] body) implements HttpInputMessage {

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public InputStream getBody() {
            return new ByteArrayInputStream(body);
        }
    }
}
