package io.contactstatus.store;

import static io.contactstatus.store.Attributes.number;
import static io.contactstatus.store.Attributes.put;
import static io.contactstatus.store.Attributes.required;
import static io.contactstatus.store.Attributes.text;

import io.contactstatus.store.InstanceReport.Arrival;
import io.contactstatus.store.InstanceReport.Counts;
import io.contactstatus.store.InstanceReport.StreamReport;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A report as an item of `ContactJob`.
final class ReportItem {

    private ReportItem() {}

    static Map<String, AttributeValue> of(InstanceReport report) {
        var item = new HashMap<String, AttributeValue>();
        // Sorted by when they were started.
        item.put(Tables.JOB_ID, text("%019d#%s".formatted(report.startedAt().toEpochMilli(), report.instance())));
        put(item, "At", report.at());
        item.put("Ended", AttributeValue.fromBool(report.ended()));
        item.put("Counts", AttributeValue.fromM(of(report.counts())));
        item.put("Arrivals", list(report.arrivals().stream().map(ReportItem::of).toList()));
        item.put("Streams", list(report.streams().stream().map(ReportItem::of).toList()));
        item.put(
                "Figures",
                AttributeValue.fromM(report.figures().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                figure -> AttributeValue.fromN(figure.getValue().toString())))));
        item.put(
                "Troubles",
                AttributeValue.fromM(report.troubles().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, trouble -> text(trouble.getValue())))));
        return item;
    }

    private static AttributeValue list(List<Map<String, AttributeValue>> maps) {
        return AttributeValue.fromL(maps.stream().map(AttributeValue::fromM).toList());
    }

    private static Map<String, AttributeValue> of(Counts counts) {
        return Map.of(
                "Read", number(counts.read()),
                "Stored", number(counts.stored()),
                "Ignored", number(counts.ignored()),
                "DeadLettered", number(counts.deadLettered()),
                "Returned", number(counts.returned()));
    }

    private static Map<String, AttributeValue> of(Arrival arrival) {
        var map = new HashMap<String, AttributeValue>();
        put(map, "Kind", arrival.kind());
        put(map, "Pipe", arrival.pipe());
        put(map, "LastAt", arrival.lastAt());
        put(map, "NewestOf", arrival.newestOf());
        put(map, "WrongClockAt", arrival.wrongClockAt());
        map.put("LastMinute", number(arrival.lastMinute()));
        put(map, "Minutes", packed(arrival.minutes()));
        return map;
    }

    private static Map<String, AttributeValue> of(StreamReport stream) {
        var map = new HashMap<String, AttributeValue>();
        put(map, "Name", stream.name());
        map.put("Shards", number(stream.shards()));
        putNumber(map, "MillisBehind", stream.millisBehind());
        putNumber(map, "CheckpointAge", stream.checkpointAgeSeconds());
        map.put("Failures", number(stream.failures()));
        return map;
    }

    private static void putNumber(Map<String, AttributeValue> map, String name, @Nullable Long value) {
        if (value != null) {
            map.put(name, number(value));
        }
    }

    /// `first:count,count,…` of consecutive minutes: an hour of them is a quarter of a kilobyte at most.
    private static String packed(SortedMap<Long, Long> minutes) {
        if (minutes.isEmpty()) {
            return "";
        }
        var counts = new StringJoiner(",", minutes.firstKey() + ":", "");
        for (var minute = minutes.firstKey(); minute <= minutes.lastKey(); minute++) {
            counts.add(minutes.getOrDefault(minute, 0L).toString());
        }
        return counts.toString();
    }

    private static SortedMap<Long, Long> unpacked(@Nullable String packed) {
        var minutes = new TreeMap<Long, Long>();
        if (packed != null) {
            var colon = packed.indexOf(':');
            var minute = Long.parseLong(packed.substring(0, colon));
            for (var count : packed.substring(colon + 1).split(",", -1)) {
                if (!count.equals("0")) {
                    minutes.put(minute, Long.parseLong(count));
                }
                minute++;
            }
        }
        return minutes;
    }

    static InstanceReport read(Map<String, AttributeValue> item) {
        var id = required(item, Tables.JOB_ID).s();
        var end = id.indexOf('#');
        return new InstanceReport(
                id.substring(end + 1),
                Instant.ofEpochMilli(Long.parseLong(id.substring(0, end))),
                moment(item, "At"),
                required(item, "Ended").bool(),
                counts(required(item, "Counts").m()),
                required(item, "Arrivals").l().stream()
                        .map(arrival -> arrival(arrival.m()))
                        .toList(),
                required(item, "Streams").l().stream()
                        .map(stream -> stream(stream.m()))
                        .toList(),
                required(item, "Figures").m().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                figure -> Double.valueOf(figure.getValue().n()))),
                required(item, "Troubles").m().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, trouble -> trouble.getValue().s())));
    }

    private static Counts counts(Map<String, AttributeValue> map) {
        return new Counts(
                number(map, "Read"),
                number(map, "Stored"),
                number(map, "Ignored"),
                number(map, "DeadLettered"),
                number(map, "Returned"));
    }

    private static Arrival arrival(Map<String, AttributeValue> map) {
        return new Arrival(
                required(map, "Kind").s(),
                required(map, "Pipe").s(),
                moment(map, "LastAt"),
                Attributes.instant(map, "NewestOf"),
                Attributes.instant(map, "WrongClockAt"),
                number(map, "LastMinute"),
                unpacked(text(map, "Minutes")));
    }

    private static StreamReport stream(Map<String, AttributeValue> map) {
        return new StreamReport(
                required(map, "Name").s(),
                (int) number(map, "Shards"),
                numberOrNull(map, "MillisBehind"),
                numberOrNull(map, "CheckpointAge"),
                number(map, "Failures"));
    }

    private static @Nullable Long numberOrNull(Map<String, AttributeValue> map, String name) {
        return map.containsKey(name) ? number(map, name) : null;
    }

    private static Instant moment(Map<String, AttributeValue> map, String name) {
        return Objects.requireNonNull(Attributes.instant(map, name));
    }
}
