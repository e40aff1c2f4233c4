package io.contactstatus.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A client that sends any bytes, also those that an HTTP client refuses to. Keeps its connection as long as the server
/// does.
public final class RawHttp implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 30_000;

    private final int port;
    private @Nullable Socket socket;
    private @Nullable InputStream in;

    public RawHttp(int port) {
        this.port = port;
    }

    /// @param headers by their names in lower case
    public record Answer(int status, Map<String, List<String>> headers, String body) {

        public String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }
    }

    /// Of a stream of events only the head is read, and the connection is closed.
    public Answer exchange(byte[] request) {
        try {
            var reused = socket != null;
            try {
                return sent(request);
            } catch (IOException closed) {
                close();
                if (!reused) {
                    throw closed;
                }
                return sent(request);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Answer sent(byte[] request) throws IOException {
        if (socket == null) {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            in = new BufferedInputStream(socket.getInputStream());
        }
        socket.getOutputStream().write(request);
        var isHead = new String(request, 0, 5, StandardCharsets.ISO_8859_1).equals("HEAD ");
        return read(isHead);
    }

    private Answer read(boolean isHead) throws IOException {
        var status = Integer.parseInt(line().split(" ", 3)[1]);
        var headers = new HashMap<String, List<String>>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            var colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), any -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        if (status / 100 == 1) {
            return read(isHead);
        }
        var answer = new Answer(status, headers, "");
        var hasNone = isHead || status == 204 || status == 304;
        var isStream = answer.header("content-type").startsWith("text/event-stream");
        var body = hasNone || isStream ? "" : body(answer);
        if (isStream || answer.header("connection").equalsIgnoreCase("close")) {
            close();
        }
        return new Answer(status, headers, body);
    }

    private String body(Answer answer) throws IOException {
        var bytes = new ByteArrayOutputStream();
        if (answer.header("transfer-encoding").equalsIgnoreCase("chunked")) {
            for (var size = chunk(); size > 0; size = chunk()) {
                bytes.write(in().readNBytes(size));
                line();
            }
            line();
        } else if (answer.headers().containsKey("content-length")) {
            bytes.write(in().readNBytes(Integer.parseInt(answer.header("content-length"))));
        } else {
            bytes.write(in().readAllBytes());
            close();
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (var read = in().read(); read != '\n'; read = in().read()) {
            if (read < 0) {
                throw new EOFException("the connection was closed without an answer");
            }
            if (read != '\r') {
                line.write(read);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private InputStream in() throws EOFException {
        if (in == null) {
            throw new EOFException("closed");
        }
        return in;
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException ignored) {
            // It is gone in any case.
        }
        socket = null;
        in = null;
    }
}
