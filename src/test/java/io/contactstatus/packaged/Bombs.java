package io.contactstatus.packaged;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// Compressed payloads of some 31 kB that inflate to 31 MiB each, of every kind that costs memory in another way.
final class Bombs {

    private static final int INFLATED = 31 * 1024 * 1024;

    private Bombs() {}

    static List<byte[]> all() {
        return List.of(
                bomb("", " ", ""),
                bomb("", "{}", ""),
                bomb("", "{\"a\":", ""),
                bomb("{\"a\":\"", "x", "\"}"),
                bomb("{\"a\":[", "{},", "{}]}"),
                bomb("{\"a\":[", "[],", "[]]}"),
                bomb("{\"a\":[", "\"\",", "1]}"),
                bomb("{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[", "{\"id\":\"1\",\"message\":\"{}\"},", "{}]}"),
                bomb("{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[{\"id\":\"1\",\"message\":\"", "{}", "\"}]}"),
                bomb("{\"Records\":[", "{\"body\":\"[[]]\"},", "{}]}"),
                bomb("[", "[", ""),
                bomb("\"", "\u3042", "\""),
                bomb("{\"ContactId\":\"", "c", "\"}"),
                bomb("", "{\"detail-type\":\"x\"}\n", ""),
                bomb("{\"", "\\u0041", "\":1}"),
                bomb("", "}\n", ""));
    }

    /// A bomb with something good in front of it, which is not to be lost.
    static byte[] behind(byte[] good) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(good);
            fill(gzip, "{}");
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
        return bytes.toByteArray();
    }

    private static byte[] bomb(String begin, String again, String end) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(begin.getBytes(StandardCharsets.UTF_8));
            fill(gzip, again);
            gzip.write(end.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
        return bytes.toByteArray();
    }

    private static void fill(GZIPOutputStream gzip, String again) throws IOException {
        var some = again.repeat(32 * 1024 / again.length()).getBytes(StandardCharsets.UTF_8);
        for (var written = 0; written + some.length < INFLATED; written += some.length) {
            gzip.write(some);
        }
    }
}
