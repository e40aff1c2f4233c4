package io.contactstatus.media.matroska;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Another reader of the same container, which shares nothing with the one that is tested: it has all bytes at once,
/// and keeps a stack of what is open.
public final class OtherReader {

    private static final Set<Integer> OPENED =
            Set.of(0x18538067, 0x1F43B675, 0x1654AE6B, 0xAE, 0xA0, 0x1254C367, 0x7373, 0x67C8);

    private static final long YEAR_2000 = 946_684_800_000L;

    private record Open(int id, int end) {}

    /// A block of a track.
    public record Sounding(String track, long timeMillis, byte[] samples) {}

    /// One fragment.
    public static final class Told {

        private final Map<Integer, String> names = new HashMap<>();
        private final Map<String, String> tags = new HashMap<>();
        private final List<Sounding> blocks = new ArrayList<>();
        private long firstTicks = -1;
        private long ticks;

        public @Nullable String contactId() {
            return tags.get("ContactId");
        }

        /// At their own times: since 1970, or since what the producer said.
        public List<Sounding> blocks() {
            var producer = tags.get("AWS_KINESISVIDEO_PRODUCER_TIMESTAMP");
            var offset = firstTicks >= YEAR_2000 || producer == null
                    ? 0
                    : new BigDecimal(producer).movePointRight(3).longValue() - firstTicks;
            return blocks.stream()
                    .map(block -> new Sounding(block.track(), block.timeMillis() + offset, block.samples()))
                    .toList();
        }
    }

    /// In their order.
    public static List<Told> fragments(byte[] file) {
        var in = ByteBuffer.wrap(file);
        var open = new ArrayDeque<Open>();
        var all = new ArrayList<Told>();
        var told = new Told();
        var number = 0;
        var tag = "";
        while (in.hasRemaining()) {
            while (!open.isEmpty() && in.position() >= open.peek().end()) {
                open.pop();
            }
            var id = (int) vint(in, true);
            var size = vint(in, false);
            var end = size < 0 ? file.length : in.position() + (int) size;
            if (id == 0x1A45DFA3) {
                open.clear();
                told = new Told();
                all.add(told);
            }
            if (OPENED.contains(id)) {
                open.push(new Open(id, end));
                continue;
            }
            var body = new byte[end - in.position()];
            in.get(body);
            switch (id) {
                case 0xD7 -> number = body[body.length - 1];
                case 0x536E -> told.names.put(number, text(body));
                case 0x45A3 -> tag = text(body);
                case 0x4487 -> told.tags.put(tag, text(body));
                case 0xE7 -> {
                    told.ticks = number(body);
                    told.firstTicks = told.firstTicks < 0 ? told.ticks : told.firstTicks;
                }
                case 0xA3, 0xA1 -> {
                    var block = ByteBuffer.wrap(body);
                    var track = told.names.getOrDefault(block.get() & 0x7f, "?");
                    var time = told.ticks + block.getShort();
                    block.get();
                    var samples = new byte[block.remaining()];
                    block.get(samples);
                    told.blocks.add(new Sounding(track, time, samples));
                }
                default -> {}
            }
        }
        return all;
    }

    /// The bytes of each track, by its name.
    static Map<String, byte[]> payloads(byte[] file) {
        var payloads = new HashMap<String, ByteArrayOutputStream>();
        for (var told : fragments(file)) {
            for (var block : told.blocks()) {
                payloads.computeIfAbsent(block.track(), name -> new ByteArrayOutputStream())
                        .writeBytes(block.samples());
            }
        }
        var bytes = new HashMap<String, byte[]>();
        payloads.forEach((name, payload) -> bytes.put(name, payload.toByteArray()));
        return bytes;
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    private static long number(byte[] body) {
        var value = 0L;
        for (var octet : body) {
            value = (value << 8) | (octet & 0xff);
        }
        return value;
    }

    private static long vint(ByteBuffer in, boolean marked) {
        var first = in.get() & 0xff;
        var length = 1;
        while ((first & (0x80 >> (length - 1))) == 0) {
            length++;
        }
        var value = (long) (marked ? first : first & ((1 << (8 - length)) - 1));
        var ones = value == (1 << (8 - length)) - 1;
        for (var i = 1; i < length; i++) {
            var next = in.get() & 0xff;
            ones &= next == 0xff;
            value = (value << 8) | next;
        }
        return !marked && ones ? -1 : value;
    }

    private OtherReader() {}
}
