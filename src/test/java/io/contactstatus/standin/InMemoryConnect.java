package io.contactstatus.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Speaks some operations of Amazon Connect's API (REST with JSON) over a real socket: StopContact, DescribeContact,
/// DescribeQueue, DescribeUser. What it knows of, and how it fails, tests say.
public final class InMemoryConnect implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    /// One for all services of this JVM that need no more than one to be there.
    private static final InMemoryConnect SHARED = new InMemoryConnect();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, ObjectNode> contacts = new ConcurrentHashMap<>();
    private final Map<String, String> names = new ConcurrentHashMap<>();
    private final Map<String, String> troubles = new ConcurrentHashMap<>();
    private final Map<String, String> troublesOfInstances = new ConcurrentHashMap<>();
    private final Map<String, Integer> throttled = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> callers = new CopyOnWriteArrayList<>();
    private final List<String> stopped = new CopyOnWriteArrayList<>();

    public InMemoryConnect() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public static InMemoryConnect shared() {
        return SHARED;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// @param contact as DescribeContact has it, in Amazon Connect's spelling
    public void knows(String contactId, String contact) {
        contacts.put(contactId, (ObjectNode) JSON.readTree(contact.replace('\'', '"')));
    }

    public void forgets(String contactId) {
        contacts.remove(contactId);
    }

    /// @param id of a queue or a user
    public void names(String id, String name) {
        names.put(id, name);
    }

    /// @param operation as `StopContact`
    /// @param code of the error that it answers from now on, as `ThrottlingException`; null when all is well
    public void failWith(String operation, @Nullable String code) {
        if (code == null) {
            troubles.remove(operation);
        } else {
            troubles.put(operation, code);
        }
    }

    /// @param code of the error with which it answers from now on whatever is asked to describe of this instance; null
    ///   when all is well
    public void failIn(String instanceId, @Nullable String code) {
        if (code == null) {
            troublesOfInstances.remove(instanceId);
        } else {
            troublesOfInstances.put(instanceId, code);
        }
    }

    /// The others are throttled.
    public void answerOneOf(String operation, int requests) {
        throttled.put(operation, requests);
    }

    /// What was asked, as `DescribeContact 0b1d…`.
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /// The access key of each request, in their order.
    public List<String> callers() {
        return List.copyOf(callers);
    }

    /// Ids of contacts, in the order in which they were to be stopped.
    public List<String> stopped() {
        return List.copyOf(stopped);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var path = exchange.getRequestURI().getRawPath().substring(1).split("/", -1);
            if (path[0].isEmpty()) {
                assumeRole(exchange, new String(body, StandardCharsets.UTF_8));
                return;
            }
            callers.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                    .replaceAll(".*Credential=([^/]*)/.*", "$1"));
            var id = decoded(path[path.length - 1]);
            switch (path[0]) {
                case "contact" ->
                    stop(exchange, JSON.readTree(body).path("ContactId").asString(""));
                case "contacts" -> describe(exchange, "DescribeContact", path, contact(id), "ContactNotFoundException");
                case "queues" -> describe(exchange, "DescribeQueue", path, queue(id), "ResourceNotFoundException");
                case "users" -> describe(exchange, "DescribeUser", path, user(id), "ResourceNotFoundException");
                default -> fail(exchange, "UnknownOperationException");
            }
        }
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }

    /// As STS does it, whose protocol is another one.
    private void assumeRole(HttpExchange exchange, String form) throws IOException {
        requests.add("AssumeRole");
        var trouble = troubles.get("AssumeRole");
        var role = URLDecoder.decode(form.replaceAll(".*RoleArn=([^&]*).*", "$1"), StandardCharsets.UTF_8);
        var answer = trouble == null
                ? "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>as-"
                        + role.substring(role.lastIndexOf('/') + 1)
                        + "</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>"
                        + "<Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>"
                : "<ErrorResponse><Error><Code>" + trouble + "</Code><Message>no</Message></Error></ErrorResponse>";
        var bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/xml");
        exchange.sendResponseHeaders(trouble == null ? 200 : 403, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void stop(HttpExchange exchange, String id) throws IOException {
        requests.add("StopContact " + id);
        var trouble = troubles.get("StopContact");
        if (trouble != null) {
            fail(exchange, trouble);
            return;
        }
        stopped.add(id);
        send(exchange, 200, JSON.createObjectNode());
    }

    private @Nullable ObjectNode contact(String id) {
        var contact = contacts.get(id);
        return contact == null ? null : JSON.createObjectNode().set("Contact", contact);
    }

    private @Nullable ObjectNode queue(String id) {
        var name = names.get(id);
        return name == null
                ? null
                : JSON.createObjectNode()
                        .set("Queue", JSON.createObjectNode().put("Name", name).put("QueueId", id));
    }

    private @Nullable ObjectNode user(String id) {
        var name = names.get(id);
        return name == null
                ? null
                : JSON.createObjectNode()
                        .set(
                                "User",
                                JSON.createObjectNode().put("Username", name).put("Id", id));
    }

    private void describe(
            HttpExchange exchange, String operation, String[] path, @Nullable ObjectNode found, String missing)
            throws IOException {
        requests.add(operation + " " + decoded(path[path.length - 1]));
        var trouble = troubles.get(operation);
        if (trouble == null) {
            trouble = troublesOfInstances.get(decoded(path[1]));
        }
        if (asked.incrementAndGet() % throttled.getOrDefault(operation, 1) != 0) {
            trouble = "ThrottlingException";
        }
        if (trouble != null || found == null) {
            fail(exchange, trouble == null ? missing : trouble);
        } else {
            send(exchange, 200, found);
        }
    }

    private static void fail(HttpExchange exchange, String code) throws IOException {
        exchange.getResponseHeaders().set("x-amzn-ErrorType", code);
        var status = switch (code) {
            case "AccessDeniedException" -> 403;
            case "ThrottlingException" -> 429;
            case "InternalServiceException" -> 500;
            case "ContactNotFoundException", "ResourceNotFoundException" -> 404;
            default -> 400;
        };
        send(exchange, status, JSON.createObjectNode().put("Message", "not to be repeated"));
    }

    private static void send(HttpExchange exchange, int status, ObjectNode body) throws IOException {
        var bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
