package io.contactstatus.pages;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Stands in for an instance of Amazon Connect: its Contact Control Panel at `/ccp-v2/`, which speaks with the
/// page around it as the real one does (`Conduit` and `EventType` in the source of amazon-connect-streams), so
/// that the real library can be in that page. What the agent and the contacts do is told by the test.
public final class ControlPanelStub implements AutoCloseable {

    private static final String PAGE = "/io/contactstatus/pages/control-panel-stub.html";
    private static final String ARN =
            "arn:aws:connect:eu-west-2:123456789012:instance/5b5b9a35-1e32-4a0d-8f6d-0d6f0d3a3a11";

    /// Who is logged in at the panel.
    public static final String AGENT = ARN + "/agent/9d1e7a54-3c2b-4f6a-8b7c-6d5e4f3a2b1c";
    private static final Set<String> OVER = Set.of("ended", "missed", "rejected");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final JsonMapper json = new JsonMapper();
    private final List<BlockingQueue<String>> frames = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> framedBy = new CopyOnWriteArrayList<>();
    private final Map<String, Held> contacts = new LinkedHashMap<>();
    private Manner manner = Manner.ANSWERS;
    private @Nullable Agent agent;

    /// How the panel behaves when it is opened.
    public enum Manner {
        ANSWERS,
        /// It is there but says nothing: cookies are blocked.
        SILENT,
        /// It may not be framed: no login, or the origin is not approved.
        REFUSES_FRAMES
    }

    private record Agent(String name, String status, Instant since) {}

    /// A contact of the agent.
    ///
    /// @param type voice, queue_callback, chat, task
    public record Contact(String id, String initialId, String type, String queue, String number) {

        public static Contact call(String id) {
            return new Contact(id, id, "voice", "Billing", "+819012345678");
        }
    }

    private record Held(
            Contact contact,
            String state,
            Instant since,
            @Nullable Instant heldSince) {

        Held now(String next, Instant at) {
            return new Held(contact, next, at, null);
        }
    }

    private ControlPanelStub(HttpServer server) {
        this.server = server;
        server.createContext("/ccp-v2/", this::page);
        server.createContext("/ccp-v2/words", this::words);
        server.createContext("/ccp-v2/heard", this::heard);
        server.createContext("/ccp-v2/accept", this::accept);
        server.setExecutor(threads);
        server.start();
    }

    public static ControlPanelStub started() {
        try {
            return new ControlPanelStub(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// What `contact-status.softphone.instance-url` is set to.
    public String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    public synchronized void behaves(Manner next) {
        manner = next;
    }

    /// Forgets everything but its viewers.
    public synchronized void reset() {
        manner = Manner.ANSWERS;
        agent = null;
        contacts.clear();
        heard.clear();
        framedBy.clear();
    }

    public synchronized void logsIn(String name, String status, Instant since) {
        agent = new Agent(name, status, since);
        tellAll();
    }

    public synchronized void rings(Contact contact, Instant at) {
        contacts.put(contact.id(), new Held(contact, "connecting", at, null));
        tellAll();
    }

    public void accepted(String id, Instant at) {
        becomes(id, "connected", at);
    }

    public synchronized void held(String id, Instant at) {
        change(id, held -> new Held(held.contact(), "connected", held.since(), at));
    }

    public synchronized void resumed(String id) {
        change(id, held -> new Held(held.contact(), "connected", held.since(), null));
    }

    /// Over for the customer, and after-contact work for the agent.
    public void ended(String id, Instant at) {
        becomes(id, "ended", at);
    }

    public void missed(String id, Instant at) {
        becomes(id, "missed", at);
    }

    public synchronized void cleared(String id) {
        contacts.remove(id);
        tellAll();
    }

    /// The agent looks at another one of the contacts.
    public void looksAt(String id) {
        says("contact::view", Map.of("contactId", id));
    }

    public void deniesAccess() {
        says("access_denied", null);
    }

    public void logsOut() {
        says("terminated", null);
    }

    public void hasNoMicrophone() {
        says("agent::softphone_error", Map.of("errorType", "microphone_not_shared", "errorMessage", "not shared"));
    }

    /// A call has its sound.
    public void hasSound() {
        says("connection::session_init", Map.of("connectionId", "1"));
    }

    public void isOpenIn(int tabs) {
        says("update_connected_ccps", Map.of("length", tabs));
    }

    /// The names of the events that pages have sent.
    public List<String> heard() {
        return heard;
    }

    /// Whom browsers have said to come from. The real panel compares it with the approved origins.
    public List<String> framedBy() {
        return framedBy;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }

    private synchronized void becomes(String id, String state, Instant at) {
        change(id, held -> held.now(state, at));
    }

    private void change(String id, UnaryOperator<Held> change) {
        contacts.compute(id, (key, held) -> change.apply(Objects.requireNonNull(held, id)));
        tellAll();
    }

    private void tellAll() {
        if (agent != null) {
            says("agent::update", update(agent));
        }
    }

    private void says(String event, @Nullable Object data) {
        var word = word(event, data);
        frames.forEach(frame -> frame.add(word));
    }

    private String word(String event, @Nullable Object data) {
        return data == null
                ? json.writeValueAsString(Map.of("event", event))
                : json.writeValueAsString(Map.of("event", event, "data", data));
    }

    private Map<String, Object> update(Agent seen) {
        var now = Instant.now().toString();
        var state = Map.of(
                "name",
                seen.status(),
                "type",
                "routable",
                "startTimestamp",
                seen.since().toString());
        return Map.of(
                "snapshot",
                Map.of(
                        "state",
                        state,
                        "agentAvailabilityState",
                        Map.of("state", seen.status(), "timeStamp", seen.since().toString()),
                        "contacts",
                        contacts.values().stream().map(ControlPanelStub::shown).toList(),
                        "snapshotTimestamp",
                        now,
                        "localTimestamp",
                        now,
                        "skew",
                        0),
                "configuration",
                Map.of(
                        "name",
                        seen.name(),
                        "username",
                        "mori",
                        "agentARN",
                        AGENT,
                        "softphoneEnabled",
                        true,
                        "permissions",
                        List.of(),
                        "agentStates",
                        List.of(state),
                        "routingProfile",
                        Map.of(
                                "name",
                                "Basic",
                                "routingProfileId",
                                ARN + "/routing-profile/1",
                                "queues",
                                List.of(Map.of("name", "", "queueARN", ARN + "/queue/agent/9d1e7a54")))));
    }

    private static Map<String, Object> shown(Held held) {
        var contact = held.contact();
        var state = Map.of("type", held.state(), "timestamp", held.since().toString());
        var customer = held.heldSince() == null
                ? Map.of(
                        "type",
                        OVER.contains(held.state()) ? "disconnected" : held.state(),
                        "timestamp",
                        held.since().toString())
                : Map.of("type", "hold", "timestamp", held.heldSince().toString());
        return Map.of(
                "contactId", contact.id(),
                "initialContactId", contact.initialId(),
                "type", contact.type(),
                "initiationMethod", "inbound",
                "state", state,
                "queue", Map.of("name", contact.queue(), "queueARN", ARN + "/queue/1"),
                "attributes", Map.of(),
                "connections",
                        List.of(
                                Map.of(
                                        "connectionId",
                                        contact.id() + "-agent",
                                        "type",
                                        "agent",
                                        "initial",
                                        false,
                                        "state",
                                        state),
                                Map.of(
                                        "connectionId",
                                        contact.id() + "-customer",
                                        "type",
                                        "inbound",
                                        "initial",
                                        true,
                                        "state",
                                        customer,
                                        "endpoint",
                                        Map.of("type", "phone_number", "phoneNumber", contact.number()))));
    }

    private void page(HttpExchange exchange) throws IOException {
        framedBy.add(String.valueOf(exchange.getRequestHeaders().getFirst("Referer")));
        if (manner == Manner.REFUSES_FRAMES) {
            exchange.getResponseHeaders().add("X-Frame-Options", "DENY");
        }
        try (var page = Objects.requireNonNull(ControlPanelStub.class.getResourceAsStream(PAGE))) {
            var text = new String(page.readAllBytes(), StandardCharsets.UTF_8);
            answer(exchange, manner == Manner.SILENT ? "<!DOCTYPE html><title>Silence</title>" : text);
        }
    }

    private void heard(HttpExchange exchange) throws IOException {
        heard.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        answer(exchange, "");
    }

    private void accept(HttpExchange exchange) throws IOException {
        accepted(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8), Instant.now());
        answer(exchange, "");
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "text/html;charset=utf-8");
        exchange.getResponseHeaders().add("Cache-Control", "no-store");
        exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
        try (var body = exchange.getResponseBody()) {
            body.write(bytes);
        }
    }

    /// Server-sent events for the panel's own script, which says them to the page around it.
    private void words(HttpExchange exchange) throws IOException {
        var frame = new LinkedBlockingQueue<String>();
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        greet(frame);
        try (var body = exchange.getResponseBody()) {
            while (!Thread.currentThread().isInterrupted()) {
                body.write(("data: " + frame.take() + "\n\n").getBytes(StandardCharsets.UTF_8));
                body.flush();
            }
        } catch (InterruptedException | IOException gone) {
            // The frame, or the test.
        } finally {
            frames.remove(frame);
        }
    }

    private synchronized void greet(BlockingQueue<String> frame) {
        frame.add(word("acknowledge", Map.of("id", "stub")));
        if (agent != null) {
            frame.add(word("agent::update", update(agent)));
        }
        frames.add(frame);
    }
}
