package io.contactstatus.recordings;

import io.contactstatus.masking.CardNumbers;
import io.contactstatus.masking.Veil;
import io.contactstatus.problems.ProblemException;
import io.contactstatus.problems.ProblemType;
import io.contactstatus.recordings.ChatTranscript.Entry;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Takes the text out of a chat's transcript as Amazon Connect writes it to S3.
@Component
final class ChatTranscriptReader {

    private static final int MOST_ENTRIES = 2_000;

    /// Of which scripts ever.
    private static final Pattern DIGIT = Pattern.compile("\\p{Nd}");

    private static final String INTERACTIVE = "application/vnd.amazonaws.connect.message.interactive";

    /// Under which interactive messages have what people read.
    private static final List<String> READ = List.of("title", "subtitle", "action");

    private final JsonMapper json;

    ChatTranscriptReader(JsonMapper json) {
        this.json = json;
    }

    ChatTranscript read(byte[] object, Veil veil) {
        var told = transcript(object);
        var entries = told.valueStream()
                .limit(MOST_ENTRIES)
                .map(one -> entry(one, veil))
                .toList();
        return new ChatTranscript(entries, told.size() - entries.size());
    }

    private JsonNode transcript(byte[] object) {
        try {
            var told = json.readTree(object).path("Transcript");
            if (told.isArray()) {
                return told;
            }
        } catch (JacksonException noJson) {
            // As if it had none.
        }
        throw new ProblemException(ProblemType.RECORDING_NOT_PLAYABLE, "It is no transcript of a chat");
    }

    private Entry entry(JsonNode one, Veil veil) {
        var name = text(one, "DisplayName");
        return new Entry(
                at(one),
                text(one, "ParticipantRole"),
                name == null ? null : veil.over(name),
                text(one, "Type"),
                words(one, veil));
    }

    private @Nullable String words(JsonNode one, Veil veil) {
        var type = text(one, "ContentType");
        var content = text(one, "Content");
        if (content != null) {
            return shown(type != null && type.startsWith(INTERACTIVE) ? readable(content) : content, veil);
        }
        var files = one.path("Attachments")
                .valueStream()
                .map(file -> text(file, "AttachmentName"))
                .filter(name -> name != null)
                .collect(Collectors.joining(", "));
        if (!files.isEmpty()) {
            return shown(files, veil);
        }
        return type == null ? null : type.substring(type.lastIndexOf('.') + 1);
    }

    /// Numbers of cards are hidden from everybody.
    private static String shown(String text, Veil veil) {
        return switch (veil) {
            case LIFTED -> CardNumbers.hiddenIn(text);
            case DRAWN -> DIGIT.matcher(text).replaceAll("*");
        };
    }

    /// What people read of a message with buttons, lists or pictures; all of it where that cannot be told.
    private String readable(String content) {
        try {
            var read = new ArrayList<String>();
            collect(json.readTree(content), read);
            return read.isEmpty() ? content : String.join("\n", read);
        } catch (JacksonException noJson) {
            return content;
        }
    }

    private static void collect(JsonNode node, List<String> read) {
        for (var name : READ) {
            var text = text(node, name);
            if (text != null) {
                read.add(text);
            }
        }
        node.forEach(part -> {
            if (part.isContainer()) {
                collect(part, read);
            }
        });
    }

    private static @Nullable String text(JsonNode node, String name) {
        var value = node.path(name);
        return value.isString() && !value.stringValue().isEmpty() ? value.stringValue() : null;
    }

    private static @Nullable Instant at(JsonNode one) {
        var time = text(one, "AbsoluteTime");
        try {
            return time == null ? null : Instant.parse(time);
        } catch (DateTimeException noTime) {
            return null;
        }
    }
}
