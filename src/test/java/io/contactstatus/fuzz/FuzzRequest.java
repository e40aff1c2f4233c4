package io.contactstatus.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request that was made up.
///
/// @param name of the operation, or the pattern of the page
/// @param path of the document, with placeholders
/// @param target as it is on the wire
/// @param exact whether the target can mean nothing but this operation
/// @param headers as lines
record FuzzRequest(
        String name,
        String path,
        String method,
        String target,
        boolean exact,
        List<String> headers,
        byte @Nullable [] body) {

    byte[] bytes() {
        var head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        if (body != null) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        if (body != null) {
            bytes.writeBytes(body);
        }
        return bytes.toByteArray();
    }

    @Override
    public String toString() {
        var text = body == null ? "" : " " + new String(body, StandardCharsets.ISO_8859_1);
        return name + ": " + method + " " + target + " " + headers + text.substring(0, Math.min(text.length(), 300));
    }
}
