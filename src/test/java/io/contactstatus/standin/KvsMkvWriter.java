package io.contactstatus.standin;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Writes fragments in the harder of the shapes that Amazon Connect's streams have: unknown sizes, the contact only
/// after the audio, a codec that lies, tags about the tracks that contradict their names.
public final class KvsMkvWriter {

    private static final byte[] UNKNOWN = {1, -1, -1, -1, -1, -1, -1, -1};

    /// @param customer whose track it is on
    public record Sound(boolean customer, long timeMillis, byte[] samples) {}

    private boolean swapped;
    private boolean tagged = true;
    private boolean knownSizes;

    /// The customer's track is the second.
    public KvsMkvWriter swapped(boolean so) {
        swapped = so;
        return this;
    }

    /// Without any tag of the producer's.
    public KvsMkvWriter tagged(boolean so) {
        tagged = so;
        return this;
    }

    public KvsMkvWriter knownSizes(boolean so) {
        knownSizes = so;
        return this;
    }

    /// All of a document but what comes after the cluster.
    public byte[] audio(String number, long timeMillis, List<Sound> sounds) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(element("1A45DFA3", element("4282", ascii("matroska"))));
        out.writeBytes(id("18538067"));
        out.writeBytes(UNKNOWN);
        out.writeBytes(element("1549A966", join(element("2AD7B1", number(1_000_000)), element("4D80", ascii("x")))));
        out.writeBytes(element(
                "1654AE6B",
                join(
                        track(1, swapped ? "AUDIO_TO_CUSTOMER" : "AUDIO_FROM_CUSTOMER"),
                        track(2, swapped ? "AUDIO_FROM_CUSTOMER" : "AUDIO_TO_CUSTOMER"))));
        var seconds = "%d.%03d".formatted(timeMillis / 1000, timeMillis % 1000);
        out.writeBytes(tags(Map.of(
                "AWS_KINESISVIDEO_FRAGMENT_NUMBER",
                number,
                "AWS_KINESISVIDEO_SERVER_TIMESTAMP",
                seconds,
                "AWS_KINESISVIDEO_PRODUCER_TIMESTAMP",
                seconds)));
        var cluster = new ByteArrayOutputStream();
        cluster.writeBytes(element("E7", number(timeMillis)));
        cluster.writeBytes(element("A7", number(0)));
        for (var sound : sounds) {
            cluster.writeBytes(element("A3", block(sound, timeMillis)));
        }
        if (knownSizes) {
            out.writeBytes(element("1F43B675", cluster.toByteArray()));
        } else {
            out.writeBytes(id("1F43B675"));
            out.writeBytes(UNKNOWN);
            out.writeBytes(cluster.toByteArray());
        }
        return out.toByteArray();
    }

    /// What comes after the cluster.
    public byte[] after(String contactId, String token, long behindMillis) {
        return join(
                archived(contactId),
                tags(Map.of(
                        "AWS_KINESISVIDEO_MILLIS_BEHIND_NOW",
                        Long.toString(behindMillis),
                        "AWS_KINESISVIDEO_CONTINUATION_TOKEN",
                        token)));
    }

    /// What comes after the cluster from the archive, which has no tokens.
    public byte[] archived(String contactId) {
        return tagged
                ? tags(Map.of(
                        "ContactId",
                        contactId,
                        "InstanceId",
                        "33333333-0000-4000-8000-000000000001",
                        "MimeType",
                        "audio/L16;rate=8000;channels=1;",
                        "AUDIO_FROM_CUSTOMER",
                        swapped ? "1" : "2",
                        "AUDIO_TO_CUSTOMER",
                        swapped ? "2" : "1",
                        "Events",
                        "[]"))
                : new byte[0];
    }

    /// What Kinesis Video Streams says in the body when it gives up.
    public static byte[] error(int code) {
        return join(
                element("1A45DFA3", element("4282", ascii("matroska"))),
                id("18538067"),
                UNKNOWN,
                tags(Map.of("AWS_KINESISVIDEO_ERROR_ID", Integer.toString(code))));
    }

    private byte[] block(Sound sound, long clusterMillis) {
        var track = sound.customer() == swapped ? 2 : 1;
        var head = ByteBuffer.allocate(4)
                .put((byte) (0x80 | track))
                .putShort((short) (sound.timeMillis() - clusterMillis))
                .put((byte) 0x80)
                .array();
        return join(head, sound.samples());
    }

    private static byte[] track(int number, String name) {
        return element(
                "AE",
                join(
                        element("D7", number(number)),
                        element("73C5", number(number)),
                        element("83", number(2)),
                        element("536E", ascii(name)),
                        element("86", ascii("A_AAC")),
                        element("63A2", new byte[] {0x11, (byte) 0x90})));
    }

    private static byte[] tags(Map<String, String> tags) {
        var out = new ByteArrayOutputStream();
        tags.forEach((name, value) -> out.writeBytes(element(
                "7373", element("67C8", join(element("45A3", ascii(name)), element("4487", ascii(value)))))));
        return element("1254C367", out.toByteArray());
    }

    private static byte[] element(String id, byte[] body) {
        var size = ByteBuffer.allocate(8).putLong((1L << 56) | body.length).array();
        return join(id(id), size, body);
    }

    private static byte[] id(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static byte[] number(long value) {
        return ByteBuffer.allocate(8).putLong(value).array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] join(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (var part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
