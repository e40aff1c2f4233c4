package io.contactstatus.media.matroska;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Another reader of the same container, which shares nothing with the one that is tested: it has all bytes at once,
/// and keeps a stack of what is open.
final class OtherReader {

    private static final Set<Integer> OPENED = Set.of(0x18538067, 0x1F43B675, 0x1654AE6B, 0xAE, 0xA0);

    private record Open(int id, int end) {}

    /// The bytes of each track, by its name.
    static Map<String, byte[]> payloads(byte[] file) {
        var in = ByteBuffer.wrap(file);
        var open = new ArrayDeque<Open>();
        var names = new HashMap<Integer, String>();
        var payloads = new HashMap<String, ByteArrayOutputStream>();
        var number = 0;
        while (in.hasRemaining()) {
            while (!open.isEmpty() && in.position() >= open.peek().end()) {
                open.pop();
            }
            var id = (int) vint(in, true);
            var size = vint(in, false);
            var end = size < 0 ? file.length : in.position() + (int) size;
            if (id == 0x1A45DFA3) {
                open.clear();
                names.clear();
            }
            if (OPENED.contains(id)) {
                open.push(new Open(id, end));
                continue;
            }
            var body = new byte[end - in.position()];
            in.get(body);
            switch (id) {
                case 0xD7 -> number = body[body.length - 1];
                case 0x536E -> names.put(number, new String(body, StandardCharsets.US_ASCII));
                case 0xA3, 0xA1 ->
                    payloads.computeIfAbsent(
                                    names.getOrDefault(body[0] & 0x7f, "?"), name -> new ByteArrayOutputStream())
                            .write(body, 4, body.length - 4);
                default -> {}
            }
        }
        var bytes = new HashMap<String, byte[]>();
        payloads.forEach((name, payload) -> bytes.put(name, payload.toByteArray()));
        return bytes;
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
