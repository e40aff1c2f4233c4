package io.contactstatus.view;

import io.contactstatus.dialect.TimestampParser;
import io.contactstatus.masking.Veil;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads recordings out of a contact record.
///
/// `Recordings` has all of them and repeats what older readers find in `Recording`; a record may have only the
/// latter.
public final class Recordings {

    private static final Set<String> UNKNOWN = Set.of("", "NULL");

    private Recordings() {}

    public static List<RecordingView> in(JsonNode contactRecord, Veil veil) {
        var all = contactRecord.path("Recordings");
        if (all.isArray() && !all.isEmpty()) {
            var recordings = new ArrayList<RecordingView>();
            all.forEach(one -> recordings.add(recording(recordings.size(), one, veil)));
            return recordings;
        }
        var only = contactRecord.path("Recording");
        return only.isObject() && !only.isEmpty() ? List.of(recording(0, only, veil)) : List.of();
    }

    private static RecordingView recording(int index, JsonNode one, Veil veil) {
        var startedAt = instant(one, "StartTimestamp");
        var stoppedAt = instant(one, "StopTimestamp");
        var type = text(one, "MediaStreamType");
        return RecordingView.recorded(
                index,
                type == null ? text(one, "Type") : type,
                text(one, "ParticipantType"),
                storage(text(one, "StorageType")),
                text(one, "Status"),
                veil.overPhonesIn(text(one, "Location")),
                startedAt,
                stoppedAt,
                seconds(startedAt, stoppedAt),
                veil.overPhonesIn(text(one, "DeletionReason")));
    }

    /// Documented as `Amazon S3`, observed as `S3`.
    private static @Nullable String storage(@Nullable String told) {
        return "Amazon S3".equals(told) ? "S3" : told;
    }

    private static @Nullable String text(JsonNode one, String name) {
        var value = one.path(name);
        return value.isString() && !UNKNOWN.contains(value.stringValue()) ? value.stringValue() : null;
    }

    private static @Nullable Instant instant(JsonNode one, String name) {
        var text = text(one, name);
        return text == null ? null : TimestampParser.read(text);
    }

    private static @Nullable Integer seconds(@Nullable Instant from, @Nullable Instant until) {
        if (from == null || until == null) {
            return null;
        }
        return Math.clamp(until.getEpochSecond() - from.getEpochSecond(), 0, Integer.MAX_VALUE);
    }
}
