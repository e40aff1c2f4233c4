package io.contactstatus.standin;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// DynamoDB on a bad day: a proxy in front of one that is well. It begins with no faults; a share of the calls
/// gets them once it is told so, and it can be away altogether.
///
/// Which call meets which fault is drawn from the seed in the order in which calls arrive.
public final class FaultyDynamoDb implements AutoCloseable {

    /// What may become of a call.
    public enum Fault {
        /// Refused with one of the errors that ask the caller to slow down.
        THROTTLED,
        /// Answered with a status of 500.
        FAILED,
        /// Taken and never answered.
        SILENT,
        /// The connection is reset before anything was done.
        RESET,
        /// Done, but the connection is reset instead of the answer.
        ANSWER_LOST
    }

    private static final List<String> THROTTLING =
            List.of("ProvisionedThroughputExceededException", "ThrottlingException", "RequestLimitExceeded");
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("host", "connection", "content-length", "transfer-encoding", "expect", "upgrade", "keep-alive");

    private final URI behind;
    private final Random random;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Map<Fault, Integer> met = new EnumMap<>(Fault.class);
    private final InetSocketAddress address;
    private Door door;
    private @Nullable Socket placeholder;
    private List<Fault> faults = List.of();
    private double share;
    private int calls;

    public FaultyDynamoDb(URI behind, long seed) {
        this.behind = behind;
        random = new Random(seed);
        var listener = listening(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        address = (InetSocketAddress) listener.getLocalSocketAddress();
        door = opened(listener);
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + address.getPort());
    }

    /// From now on every kind of fault, alike often.
    public void disturb(double shareOfCalls) {
        disturb(shareOfCalls, EnumSet.allOf(Fault.class));
    }

    public synchronized void disturb(double shareOfCalls, Set<Fault> with) {
        share = shareOfCalls;
        faults = List.copyOf(EnumSet.copyOf(with));
    }

    /// From now on connections are refused, and those that are open are reset.
    public synchronized void leave() {
        try {
            door.close();
            // Keeps the port from others without listening there.
            var held = new Socket();
            held.setReuseAddress(true);
            held.bind(address);
            placeholder = held;
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        connections.forEach(FaultyDynamoDb::reset);
    }

    /// Listens again where it did before.
    public synchronized void comeBack() {
        door = opened(listening(address));
        releasePort();
    }

    /// Calls that arrived, whatever became of them.
    public synchronized int calls() {
        return calls;
    }

    public synchronized int met(Fault fault) {
        return met.getOrDefault(fault, 0);
    }

    private synchronized @Nullable Fault next() {
        calls++;
        // Thrown for every call, so that the faults of later ones do not depend on earlier settings.
        var disturbed = random.nextDouble() < share;
        var kind = random.nextInt(Integer.MAX_VALUE);
        if (!disturbed) {
            return null;
        }
        var fault = faults.get(kind % faults.size());
        met.merge(fault, 1, Integer::sum);
        return fault;
    }

    private static ServerSocket listening(InetSocketAddress address) {
        try {
            var socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(address, 200);
            return socket;
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /// Where callers come in.
    private record Door(ServerSocket listener, Thread keeper) {

        /// The port is free only after whoever waits there has woken up.
        void close() {
            try {
                listener.close();
                keeper.join();
            } catch (IOException exception) {
                throw new UncheckedIOException(exception);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Door opened(ServerSocket listener) {
        return new Door(listener, Thread.ofVirtual().start(() -> {
            while (!listener.isClosed()) {
                try {
                    var connection = listener.accept();
                    connections.add(connection);
                    Thread.ofVirtual().start(() -> converse(connection));
                } catch (IOException closed) {
                    return;
                }
            }
        }));
    }

    private void converse(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            var in = new BufferedInputStream(connection.getInputStream());
            var out = new BufferedOutputStream(connection.getOutputStream());
            for (var call = Call.read(in); call != null; call = Call.read(in)) {
                if (!answered(call, connection, in, out)) {
                    return;
                }
            }
        } catch (IOException gone) {
            // The caller gave up, or DynamoDB was stopped before us: either way nobody waits for an answer.
        } finally {
            connections.remove(connection);
        }
    }

    /// False when the connection is of no more use.
    private boolean answered(Call call, Socket connection, InputStream in, OutputStream out) throws IOException {
        switch (next()) {
            case null -> answer(out, forwarded(call));
            case THROTTLED -> error(out, 400, THROTTLING.get(Math.floorMod(call.body().length, THROTTLING.size())));
            case FAILED -> error(out, 500, "InternalServerError");
            case SILENT -> {
                while (in.read() != -1) {
                    // Until the caller has had enough.
                }
                return false;
            }
            case RESET -> {
                reset(connection);
                return false;
            }
            case ANSWER_LOST -> {
                forwarded(call);
                reset(connection);
                return false;
            }
        }
        return true;
    }

    private HttpResponse<byte[]> forwarded(Call call) throws IOException {
        var request = HttpRequest.newBuilder(behind.resolve(call.path()))
                .method(call.method(), HttpRequest.BodyPublishers.ofByteArray(call.body()));
        call.headers().forEach(header -> request.header(header.name(), header.value()));
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException(stop);
        }
    }

    private static void answer(OutputStream out, HttpResponse<byte[]> response) throws IOException {
        var headers = new ArrayList<Header>();
        response.headers()
                .map()
                .forEach((name, values) -> values.forEach(value -> {
                    if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                        headers.add(new Header(name, value));
                    }
                }));
        write(out, response.statusCode(), headers, response.body());
    }

    private static void error(OutputStream out, int status, String code) throws IOException {
        var body = """
                {"__type":"com.amazonaws.dynamodb.v20120810#%s","message":"of the proxy"}""".formatted(code);
        write(
                out,
                status,
                List.of(new Header("Content-Type", "application/x-amz-json-1.0")),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(OutputStream out, int status, List<Header> headers, byte[] body) throws IOException {
        var head = new StringBuilder("HTTP/1.1 " + status + " -\r\n");
        headers.forEach(header -> head.append(header.name() + ": " + header.value() + "\r\n"));
        head.append("Content-Length: " + body.length + "\r\n\r\n");
        out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
        out.flush();
    }

    /// With a RST, and not the FIN of somebody who is done.
    private static void reset(Socket connection) {
        try {
            connection.setSoLinger(true, 0);
            connection.close();
        } catch (IOException closed) {
            // Already: then there is nothing left to reset.
        }
    }

    private void releasePort() {
        try {
            if (placeholder != null) {
                placeholder.close();
                placeholder = null;
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    @Override
    public synchronized void close() {
        door.close();
        releasePort();
        connections.forEach(FaultyDynamoDb::reset);
        client.shutdownNow();
    }

    private record Header(String name, String value) {}

    /// One request as it is on the wire: those of the SDK say how long they are.
    private record Call(String method, String path, List<Header> headers, byte[] body) {

        /// Null at the end of the connection.
        static @Nullable Call read(InputStream in) throws IOException {
            var first = line(in);
            if (first.isEmpty()) {
                return null;
            }
            var words = first.split(" ", -1);
            var headers = new ArrayList<Header>();
            var length = 0;
            for (var line = line(in); !line.isEmpty(); line = line(in)) {
                var colon = line.indexOf(':');
                var name = line.substring(0, colon).toLowerCase(Locale.ROOT);
                var value = line.substring(colon + 1).trim();
                if (name.equals("content-length")) {
                    length = Integer.parseInt(value);
                } else if (name.equals("transfer-encoding")) {
                    throw new IOException("a request that does not say how long it is");
                }
                if (!OF_THE_CONNECTION.contains(name)) {
                    headers.add(new Header(name, value));
                }
            }
            var body = in.readNBytes(length);
            if (body.length < length) {
                throw new IOException("a request that is not whole");
            }
            return new Call(words[0], words[1], headers, body);
        }

        private static String line(InputStream in) throws IOException {
            var line = new StringBuilder();
            for (var next = in.read(); next != -1 && next != '\n'; next = in.read()) {
                if (next != '\r') {
                    line.append((char) next);
                }
            }
            return line.toString();
        }
    }
}
