package io.contactstatus.web;

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

/// Holds bodies to their [AtMost], also those that do not tell their length beforehand. Where nothing else is said,
/// as by other modules, a body is a few words.
@RestControllerAdvice
class BoundedBodies extends RequestBodyAdviceAdapter {

    private static final int FEW_WORDS = 16 * 1024;

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
        var said = parameter.getParameterAnnotation(AtMost.class);
        var most = said == null ? FEW_WORDS : said.value();
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
