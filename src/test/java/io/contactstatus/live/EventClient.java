package io.contactstatus.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads server-sent events as a browser does, as soon as they come.
final class EventClient implements AutoCloseable {

    private static final long LONGEST_SECONDS = 30;
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final AtomicInteger heartbeats = new AtomicInteger();
    private final HttpResponse<InputStream> response;
    private volatile String lastId = "";

    /// @param name what `event:` said; `end` for the end of the stream
    record Event(String name, String data, String lastId) {

        JsonNode json() {
            return JSON.readTree(data);
        }

        String text(String field) {
            return json().path(field).stringValue("");
        }
    }

    private EventClient(URI address, String key, @Nullable String lastEventId) {
        var request = HttpRequest.newBuilder(address).header("X-Api-Key", key).header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            response = http.send(request.build(), BodyHandlers.ofInputStream());
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
        }
        Thread.ofVirtual().start(this::read);
    }

    static EventClient following(URI address, String key) {
        return new EventClient(address, key, null);
    }

    static EventClient comingAgain(URI address, String key, String lastEventId) {
        return new EventClient(address, key, lastEventId);
    }

    HttpResponse<InputStream> response() {
        return response;
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            var name = "message";
            var data = new ArrayList<String>();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    if (name.equals("heartbeat")) {
                        heartbeats.incrementAndGet();
                    } else if (!data.isEmpty()) {
                        events.add(new Event(name, String.join("\n", data), lastId));
                    }
                    name = "message";
                    data.clear();
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data.add(line.substring(6));
                } else if (line.startsWith("id: ")) {
                    lastId = line.substring(4);
                }
            }
        } catch (IOException gone) {
            // As good as an end.
        }
        events.add(new Event("end", "{}", lastId));
    }

    Event next() {
        try {
            var event = events.poll(LONGEST_SECONDS, TimeUnit.SECONDS);
            assertThat(event).as("an event").isNotNull();
            return java.util.Objects.requireNonNull(event);
        } catch (InterruptedException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    /// Everything up to the first one that is as wanted, which comes last.
    List<Event> until(Predicate<Event> wanted) {
        var read = new ArrayList<Event>();
        while (read.isEmpty() || !wanted.test(read.getLast())) {
            read.add(next());
            assertThat(read.getLast().name().equals("end") && !wanted.test(read.getLast()))
                    .as("ended before: " + read.size())
                    .isFalse();
        }
        return read;
    }

    List<Event> untilReady() {
        return until(event -> event.name().equals("ready"));
    }

    boolean hasNothingMore() {
        return events.isEmpty();
    }

    String lastId() {
        return lastId;
    }

    int heartbeats() {
        return heartbeats.get();
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }
}
