package io.contactstatus.live;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Server-sent events as they are on the wire.
final class SseEncoder {

    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

    /// Three digits after the second, also where they are zeros.
    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private SseEncoder() {}

    static byte[] of(ServerEvent event) {
        return bytes(append(new StringBuilder(), event).append('\n'));
    }

    /// With the position at the last event only: a client that gets just the first ones has not got all.
    static byte[] of(List<ServerEvent> events, String position) {
        var text = new StringBuilder();
        for (var index = 0; index < events.size(); index++) {
            append(text, events.get(index));
            if (index < events.size() - 1) {
                text.append('\n');
            }
        }
        return bytes(append(text, position));
    }

    /// By which both ends notice that the connection still works.
    static ServerEvent heartbeat(Instant at) {
        return new ServerEvent("heartbeat", "{\"at\":\"" + MILLIS.format(at) + "\"}");
    }

    static byte[] retry(long millis) {
        return bytes(new StringBuilder("retry: ").append(millis).append("\n\n"));
    }

    private static StringBuilder append(StringBuilder text, String position) {
        return text.append("id: ").append(position).append("\n\n");
    }

    private static StringBuilder append(StringBuilder text, ServerEvent event) {
        text.append("event: ").append(event.name()).append('\n');
        if (event.data().indexOf('\n') < 0 && event.data().indexOf('\r') < 0) {
            return text.append("data: ").append(event.data()).append('\n');
        }
        for (var line : LINE_END.split(event.data(), -1)) {
            text.append("data: ").append(line).append('\n');
        }
        return text;
    }

    private static byte[] bytes(StringBuilder text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
