package io.contactstatus.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.contactstatus.standin.KvsMkvWriter.Sound;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Kinesis Video Streams over a real socket, with the bad days it has: every body may be cut, end, or say an error,
/// every request may be refused.
///
/// A fragment is there when it was spoken. A body that has given out all of them waits for more, and ends after a while
/// without any, as the real one does.
public final class InMemoryVideoStreams implements AutoCloseable {

    /// What happens to one connection.
    public sealed interface Fault {

        record None() implements Fault {}

        /// The connection is dropped within a fragment, after so many whole ones.
        record Cut(int fragments, double part) implements Fault {}

        /// The body just ends, after so many.
        record End(int fragments) implements Fault {}

        /// The body just ends within a fragment, on a border between two elements of it: before what follows the audio.
        record EndBeforeTags(int fragments) implements Fault {}

        /// An error in the body.
        record SaidInBody(int fragments, int code) implements Fault {}

        /// After so many the last ones come once more, up to three of them; then it goes on.
        record Repeat(int fragments) implements Fault {}

        /// The request is refused.
        record Refuse(int status, String type) implements Fault {}
    }

    private static final String ACCOUNT = "111122223333";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_CONNECTIONS = 3;
    private static final int FRAGMENT_MILLIS = 1_088;
    private static final int BLOCK_SAMPLES = 512;
    private static final int BLOCK_MILLIS = 64;
    private static final int FRAGMENTS_OF_A_PAGE = 25;
    private static final int MOST_REPEATED = 3;

    /// @param isProvisional whether it never gets what follows its audio
    private record Stored(
            String number,
            String token,
            long from,
            long to,
            byte[] audio,
            KvsMkvWriter writer,
            String contactId,
            boolean isProvisional) {

        byte[] after() {
            return isProvisional
                    ? new byte[0]
                    : writer.after(contactId, token, Math.max(0, System.currentTimeMillis() - to));
        }

        byte[] archivedAfter() {
            return isProvisional ? new byte[0] : writer.archived(contactId);
        }
    }

    private final HttpServer server;
    private final Map<String, Stream> streams = new ConcurrentHashMap<>();
    private volatile long idleMillis = 50;
    private volatile long sessionMillis = Duration.ofMinutes(45).toMillis();

    public InMemoryVideoStreams() {
        this(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    public InMemoryVideoStreams(InetSocketAddress address) {
        try {
            server = HttpServer.create(address, 0);
        } catch (IOException exception) {
            throw new IllegalStateException(exception);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/getDataEndpoint", this::dataEndpoint);
        server.createContext("/getMedia", this::media);
        server.createContext("/listFragments", this::list);
        server.createContext("/getMediaForFragmentList", this::archivedMedia);
        server.start();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// How long a body waits for more before it ends.
    public void idle(long millis) {
        idleMillis = millis;
    }

    /// How much one body brings before it just ends: the real one does after 45 minutes.
    public void session(Duration audio) {
        sessionMillis = audio.toMillis();
    }

    public Stream stream(String name) {
        return streams.computeIfAbsent(
                "arn:aws:kinesisvideo:eu-west-2:" + ACCOUNT + ":stream/" + name + "/1600000000000", Stream::new);
    }

    public static final class Stream {

        private final String arn;
        private final List<Stored> fragments = new ArrayList<>();
        private final Queue<Fault> faults = new ArrayDeque<>();
        private final List<String> places = new CopyOnWriteArrayList<>();
        private final AtomicInteger open = new AtomicInteger();
        private int number;
        private int forgotten;

        Stream(String arn) {
            this.arn = arn;
        }

        public String arn() {
            return arn;
        }

        /// Where reading began, connection by connection.
        public List<String> places() {
            return List.copyOf(places);
        }

        /// What happens to the next connections, one after the other; nothing does to those after them.
        public synchronized void faults(List<? extends Fault> next) {
            faults.addAll(next);
        }

        public void speak(String contactId, long startMillis, byte[] customer, byte[] agent) {
            speak(new KvsMkvWriter(), contactId, startMillis, customer, agent);
        }

        /// Both sides as fragments of 17 blocks each; no last fragment without its tags, see [#provisional].
        public void speak(KvsMkvWriter writer, String contactId, long startMillis, byte[] customer, byte[] agent) {
            var blocks = (Math.max(customer.length, agent.length) / 2 + BLOCK_SAMPLES - 1) / BLOCK_SAMPLES;
            var perFragment = FRAGMENT_MILLIS / BLOCK_MILLIS;
            for (var first = 0; first < blocks; first += perFragment) {
                var sounds = new ArrayList<Sound>();
                for (var block = first; block < Math.min(blocks, first + perFragment); block++) {
                    var at = startMillis + (long) block * BLOCK_MILLIS;
                    add(sounds, true, at, customer, block);
                    add(sounds, false, at, agent, block);
                }
                append(writer, contactId, startMillis + (long) first * BLOCK_MILLIS, sounds);
            }
        }

        private static void add(List<Sound> sounds, boolean customer, long at, byte[] samples, int block) {
            var from = block * BLOCK_SAMPLES * 2;
            if (from < samples.length) {
                sounds.add(new Sound(
                        customer,
                        at,
                        Arrays.copyOfRange(samples, from, Math.min(samples.length, from + BLOCK_SAMPLES * 2))));
            }
        }

        public synchronized void append(KvsMkvWriter writer, String contactId, long timeMillis, List<Sound> sounds) {
            number++;
            var name = "9134385233318%05d".formatted(number);
            var token = "token-" + number;
            var end = sounds.stream().mapToLong(Sound::timeMillis).max().orElse(timeMillis) + BLOCK_MILLIS;
            fragments.add(new Stored(
                    name, token, timeMillis, end, writer.audio(name, timeMillis, sounds), writer, contactId, false));
            notifyAll();
        }

        /// A whole body as it was recorded elsewhere, to be given out as it is.
        public synchronized void body(long fromMillis, byte[] body) {
            number++;
            fragments.add(new Stored(
                    "body-" + number,
                    "body-" + number,
                    fromMillis,
                    Long.MAX_VALUE,
                    body,
                    new KvsMkvWriter(),
                    "",
                    true));
            notifyAll();
        }

        /// The last fragment never gets what follows its audio: calls end like that.
        public synchronized void provisional() {
            var last = fragments.removeLast();
            fragments.add(new Stored(
                    last.number(),
                    last.token(),
                    last.from(),
                    last.to(),
                    last.audio(),
                    last.writer(),
                    last.contactId(),
                    true));
        }

        /// As the retention of a stream does.
        public synchronized void forgetOlderThan(long millis) {
            while (!fragments.isEmpty() && fragments.getFirst().to() < millis) {
                fragments.removeFirst();
                forgotten++;
            }
        }

        /// What begins then or after is lost.
        public synchronized void forgetLaterThan(long millis) {
            fragments.removeIf(fragment -> fragment.from() >= millis);
        }

        private synchronized List<Stored> archived() {
            return List.copyOf(fragments);
        }

        public synchronized int fragments() {
            return fragments.size();
        }

        private synchronized Fault nextFault() {
            var next = faults.poll();
            return next == null ? new Fault.None() : next;
        }

        /// @param place counted from the first fragment there ever was
        private synchronized @Nullable Stored at(int place, long waitMillis) throws InterruptedException {
            var end = System.nanoTime() + waitMillis * 1_000_000;
            for (var left = waitMillis; place - forgotten >= fragments.size() && left > 0; ) {
                wait(left);
                left = (end - System.nanoTime()) / 1_000_000;
            }
            var index = Math.max(0, place - forgotten);
            return index < fragments.size() ? fragments.get(index) : null;
        }

        /// The first fragment to give out; -1 where there is no such place.
        private synchronized int find(JsonNode selector) {
            var type = selector.path("StartSelectorType").asString("");
            places.add(type);
            for (var i = 0; i < fragments.size(); i++) {
                var fragment = fragments.get(i);
                var here = switch (type) {
                    case "CONTINUATION_TOKEN" ->
                        fragment.token()
                                .equals(selector.path("ContinuationToken").asString(""));
                    case "FRAGMENT_NUMBER" ->
                        fragment.number()
                                .equals(selector.path("AfterFragmentNumber").asString(""));
                    case "PRODUCER_TIMESTAMP" ->
                        fragment.to() > selector.path("StartTimestamp").asDouble(0) * 1000;
                    default -> true;
                };
                if (here) {
                    var after = type.equals("CONTINUATION_TOKEN") || type.equals("FRAGMENT_NUMBER");
                    return forgotten + (after ? i + 1 : i);
                }
            }
            return type.equals("PRODUCER_TIMESTAMP") ? forgotten + fragments.size() : -1;
        }
    }

    /// A page has few, so that there are several.
    private void list(HttpExchange exchange) throws IOException {
        var request = JSON.readTree(exchange.getRequestBody());
        var stream = streams.get(request.path("StreamARN").asString(""));
        if (stream == null) {
            refuse(exchange, new Fault.Refuse(404, "ResourceNotFoundException"));
            return;
        }
        var range = request.path("FragmentSelector").path("TimestampRange");
        var from = Math.round(range.path("StartTimestamp").asDouble() * 1000);
        var until = Math.round(range.path("EndTimestamp").asDouble() * 1000);
        var all = stream.archived().stream()
                .filter(fragment -> fragment.from() >= from && fragment.from() <= until)
                .toList();
        var first = request.path("NextToken").asInt(0);
        var page = all.subList(first, Math.min(all.size(), first + FRAGMENTS_OF_A_PAGE));
        var answer = new LinkedHashMap<String, Object>();
        answer.put(
                "Fragments",
                page.stream()
                        .map(fragment -> Map.of(
                                "FragmentNumber",
                                fragment.number(),
                                "ProducerTimestamp",
                                fragment.from() / 1000.0,
                                "ServerTimestamp",
                                fragment.from() / 1000.0,
                                "FragmentSizeInBytes",
                                fragment.audio().length,
                                "FragmentLengthInMilliseconds",
                                fragment.to() - fragment.from()))
                        .toList());
        if (first + page.size() < all.size()) {
            answer.put("NextToken", Integer.toString(first + page.size()));
        }
        answer(exchange, JSON.writeValueAsBytes(answer));
    }

    private void archivedMedia(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = JSON.readTree(exchange.getRequestBody());
            var stream =
                    Objects.requireNonNull(streams.get(request.path("StreamARN").asString("")));
            var fault = stream.nextFault();
            exchange.getResponseHeaders().set("Content-Type", "video/webm");
            exchange.sendResponseHeaders(200, 0);
            var out = exchange.getResponseBody();
            var given = 0;
            for (var number : request.path("Fragments")) {
                for (var fragment : stream.archived()) {
                    if (fragment.number().equals(number.asString(""))) {
                        if (isStruck(fault, given++)) {
                            strike(exchange, fragment, fault);
                            return;
                        }
                        out.write(fragment.audio());
                        out.write(fragment.archivedAfter());
                    }
                }
            }
        }
    }

    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private void dataEndpoint(HttpExchange exchange) throws IOException {
        var request = JSON.readTree(exchange.getRequestBody());
        if (!streams.containsKey(request.path("StreamARN").asString(""))) {
            refuse(exchange, new Fault.Refuse(404, "ResourceNotFoundException"));
            return;
        }
        // By the name by which it was found itself: in a network of containers that is not its address.
        var host = exchange.getRequestHeaders().getFirst("Host");
        answer(exchange, "{\"DataEndpoint\":\"http://%s\"}".formatted(host).getBytes(StandardCharsets.UTF_8));
    }

    private void media(HttpExchange exchange) throws IOException {
        var request = JSON.readTree(exchange.getRequestBody());
        var stream = streams.get(request.path("StreamARN").asString(""));
        if (stream == null) {
            refuse(exchange, new Fault.Refuse(404, "ResourceNotFoundException"));
            return;
        }
        var fault = stream.nextFault();
        if (fault instanceof Fault.Refuse refusal) {
            refuse(exchange, refusal);
            return;
        }
        if (stream.open.incrementAndGet() > MOST_CONNECTIONS) {
            stream.open.decrementAndGet();
            refuse(exchange, new Fault.Refuse(400, "ConnectionLimitExceededException"));
            return;
        }
        try {
            var first = stream.find(request.path("StartSelector"));
            if (first < 0) {
                refuse(exchange, new Fault.Refuse(400, "InvalidArgumentException"));
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", "video/webm");
            exchange.sendResponseHeaders(200, 0);
            give(exchange, stream, first, fault);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            stream.open.decrementAndGet();
        }
    }

    private void give(HttpExchange exchange, Stream stream, int first, Fault fault)
            throws IOException, InterruptedException {
        var out = exchange.getResponseBody();
        var begun = Long.MIN_VALUE;
        for (var given = 0; ; given++) {
            var fragment = stream.at(first + given, idleMillis);
            if (fragment == null) {
                break;
            }
            begun = begun == Long.MIN_VALUE ? fragment.from() : begun;
            if (fragment.from() - begun >= sessionMillis) {
                break;
            }
            if (isStruck(fault, given)) {
                strike(exchange, fragment, fault);
                return;
            }
            if (fault instanceof Fault.Repeat(var fragments) && given == fragments) {
                for (var again = Math.max(0, given - MOST_REPEATED); again < given; again++) {
                    write(out, Objects.requireNonNull(stream.at(first + again, 0)));
                }
            }
            write(out, fragment);
        }
        exchange.close();
    }

    private static void write(OutputStream out, Stored fragment) throws IOException {
        out.write(fragment.audio());
        out.write(fragment.after());
        out.flush();
    }

    private static boolean isStruck(Fault fault, int given) {
        return switch (fault) {
            case Fault.None() -> false;
            case Fault.Repeat repeat -> false;
            case Fault.Refuse refusal -> false;
            case Fault.Cut(var fragments, var part) -> given == fragments;
            case Fault.End(var fragments) -> given == fragments;
            case Fault.EndBeforeTags(var fragments) -> given == fragments;
            case Fault.SaidInBody(var fragments, var code) -> given == fragments;
        };
    }

    private static void strike(HttpExchange exchange, Stored fragment, Fault fault) throws IOException {
        var out = exchange.getResponseBody();
        switch (fault) {
            case Fault.Cut(var fragments, var part) -> {
                var after = fragment.after();
                var whole = Arrays.copyOf(fragment.audio(), fragment.audio().length + after.length);
                System.arraycopy(after, 0, whole, fragment.audio().length, after.length);
                out.write(whole, 0, (int) (whole.length * part));
                out.flush();
                // Without the last chunk: the client sees a connection that broke.
                throw new IOException("cut");
            }
            case Fault.EndBeforeTags(var fragments) -> out.write(fragment.audio());
            case Fault.SaidInBody(var fragments, var code) -> out.write(KvsMkvWriter.error(code));
            case Fault.None() -> {}
            case Fault.Repeat repeat -> {}
            case Fault.Refuse refusal -> {}
            case Fault.End(var fragments) -> {}
        }
        exchange.close();
    }

    private static void refuse(HttpExchange exchange, Fault.Refuse refusal) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("x-amzn-ErrorType", refusal.type());
            var body = "{\"Message\":\"refused\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(refusal.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
