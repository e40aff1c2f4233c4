package io.contactstatus.media.matroska;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What has been read of one document, which has one fragment.
///
/// Only the names of tracks tell whose they are: their numbers come in either order, and the tags that claim to say it
/// are constants.
final class Document {

    /// 32 seconds of both sides. Fragments last a second or two, and 20 at most.
    private static final int MOST_BYTES = 1024 * 1024;

    /// Kinesis Video Streams has no media from before; what is less was counted from the beginning of something.
    private static final long FIRST_EPOCH_MILLIS = 946_684_800_000L;

    private static final long LAST_EPOCH_MILLIS = 32_503_680_000_000L;
    private static final long NANOS_IN_MILLI = 1_000_000;
    private static final int LACING = 0x06;

    private record Raw(Side side, long ticks, byte[] samples) {}

    private final Map<String, String> tags = new HashMap<>();
    private final Map<Long, Side> tracks = new HashMap<>();
    private final List<Raw> blocks = new ArrayList<>();
    private long scale = NANOS_IN_MILLI;
    private @Nullable Long firstTicks;
    private long clusterTicks;
    private int bytes;
    private boolean inCluster;
    private boolean tokenAfterCluster;
    private boolean handedOut;

    void clusterBegins() {
        inCluster = true;
    }

    /// Has a fragment that was not handed out yet.
    boolean isPending() {
        return inCluster && !handedOut;
    }

    boolean hasTokenAfterCluster() {
        return tokenAfterCluster;
    }

    void info(byte[] body) throws IOException {
        var info = new EbmlReader(body);
        while (info.next()) {
            if (info.id() == Ids.TIMECODE_SCALE) {
                scale = unsigned(info.body(Long.BYTES));
            } else {
                info.skip();
            }
        }
    }

    void tracks(byte[] body) throws IOException {
        var entries = new EbmlReader(body);
        var names = new HashMap<Long, String>();
        while (entries.next()) {
            if (entries.id() == Ids.TRACK_ENTRY) {
                track(entries.body(body.length), names);
            } else {
                entries.skip();
            }
        }
        names.forEach((number, name) -> {
            switch (name) {
                case "AUDIO_FROM_CUSTOMER", "Track_audio/L16" -> tracks.put(number, Side.CUSTOMER);
                case "AUDIO_TO_CUSTOMER" -> tracks.put(number, Side.AGENT);
                default -> {}
            }
        });
    }

    private static void track(byte[] body, Map<Long, String> names) throws IOException {
        var entry = new EbmlReader(body);
        var number = 0L;
        var name = "";
        while (entry.next()) {
            switch (entry.id()) {
                case Ids.TRACK_NUMBER -> number = unsigned(entry.body(Long.BYTES));
                case Ids.TRACK_NAME -> name = text(entry.body(body.length));
                default -> entry.skip();
            }
        }
        names.put(number, name);
    }

    void timecode(byte[] body) {
        clusterTicks = unsigned(body);
        if (firstTicks == null) {
            firstTicks = clusterTicks;
        }
    }

    /// @param ebml at the body of a block of that many bytes
    void block(EbmlReader ebml, int size) throws IOException {
        var first = size == 0 ? 0 : ebml.octet();
        var length = Integer.numberOfLeadingZeros(first) - 23;
        if (!inCluster || size < length + 3) {
            throw new MalformedMatroska("a block without a head or outside of a cluster");
        }
        var number = first & (0xffL >> length);
        for (var i = 1; i < length; i++) {
            number = (number << 8) | ebml.octet();
        }
        var relative = (short) ((ebml.octet() << 8) | ebml.octet());
        var flags = ebml.octet();
        var samples = size - length - 3;
        var side = tracks.get(number);
        if (side == null || handedOut) {
            ebml.skip(samples);
            return;
        }
        if ((flags & LACING) != 0) {
            throw new MalformedMatroska("a laced block");
        }
        bytes += size;
        if (bytes > MOST_BYTES) {
            throw new MalformedMatroska("a fragment longer than one can be");
        }
        blocks.add(new Raw(side, clusterTicks + relative, ebml.bytes(samples)));
    }

    void tags(byte[] body) throws IOException {
        var all = new EbmlReader(body);
        while (all.next()) {
            switch (all.id()) {
                case Ids.TAG -> {}
                case Ids.SIMPLE_TAG -> tag(all.body(body.length));
                default -> all.skip();
            }
        }
    }

    private void tag(byte[] body) throws IOException {
        var tag = new EbmlReader(body);
        var name = "";
        var value = "";
        while (tag.next()) {
            switch (tag.id()) {
                case Ids.TAG_NAME -> name = text(tag.body(body.length)).toUpperCase(Locale.ROOT);
                case Ids.TAG_STRING -> value = text(tag.body(body.length));
                default -> tag.skip();
            }
        }
        tags.put(name, value);
        if (inCluster && name.equals("AWS_KINESISVIDEO_CONTINUATION_TOKEN")) {
            tokenAfterCluster = true;
        }
    }

    /// Null while none was told.
    @Nullable
    String error() {
        for (var name : List.of(
                "AWS_KINESISVIDEO_ERROR_ID", "AWS_KINESISVIDEO_ERROR_CODE", "AWS_KINESISVIDEO_EXCEPTION_ERROR_CODE")) {
            var code = tags.get(name);
            if (code != null) {
                return code;
            }
        }
        return null;
    }

    Fragment handedOut() {
        var fragment = fragment();
        handedOut = true;
        return fragment;
    }

    Fragment fragment() {
        var first = firstTicks == null ? 0 : firstTicks;
        var offset = millisAtTickZero(first);
        var placed = blocks.stream()
                .map(raw -> new Block(raw.side(), offset + millis(raw.ticks()), raw.samples()))
                .toList();
        return new Fragment(
                told("AWS_KINESISVIDEO_FRAGMENT_NUMBER"),
                told("AWS_KINESISVIDEO_CONTINUATION_TOKEN"),
                told("CONTACTID"),
                behind(),
                offset + millis(first),
                placed);
    }

    /// Ticks count from 1970, unless the producer counted from the beginning of something: then its timestamp, or the
    /// server's, says when the cluster was.
    private long millisAtTickZero(long first) {
        if (isEpoch(millis(first))) {
            return 0;
        }
        for (var name : List.of(
                "AWS_KINESISVIDEO_PRODUCER_TIMESTAMP",
                "AWS_KINESISVIDEO_SERVER_TIMESTAMP",
                "AWS_KINESISVIDEO_SERVER_SIDE_TIMESTAMP")) {
            var at = secondsAsMillis(tags.get(name));
            if (isEpoch(at)) {
                return at - millis(first);
            }
        }
        return 0;
    }

    private static boolean isEpoch(long millis) {
        return millis >= FIRST_EPOCH_MILLIS && millis < LAST_EPOCH_MILLIS;
    }

    private long millis(long ticks) {
        if (scale == NANOS_IN_MILLI) {
            return ticks;
        }
        var nanos = Math.multiplyHigh(ticks, scale) == 0 ? ticks * scale : Long.MAX_VALUE;
        return Math.floorDiv(nanos + NANOS_IN_MILLI / 2, NANOS_IN_MILLI);
    }

    private long behind() {
        var told = tags.get("AWS_KINESISVIDEO_MILLIS_BEHIND_NOW");
        try {
            return told == null ? 0 : Math.max(0, Long.parseLong(told));
        } catch (NumberFormatException nonsense) {
            return 0;
        }
    }

    private @Nullable String told(String name) {
        var value = tags.get(name);
        return value == null || value.isBlank() ? null : value;
    }

    private static long secondsAsMillis(@Nullable String seconds) {
        if (seconds == null || !seconds.matches("\\d{1,12}(\\.\\d{1,9})?")) {
            return 0;
        }
        return new BigDecimal(seconds).movePointRight(3).longValue();
    }

    private static long unsigned(byte[] body) {
        var value = 0L;
        for (var octet : body) {
            value = (value << 8) | (octet & 0xff);
        }
        return value;
    }

    /// Some producers pad with NULs.
    private static String text(byte[] body) {
        var text = new String(body, StandardCharsets.UTF_8);
        var end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }
}
