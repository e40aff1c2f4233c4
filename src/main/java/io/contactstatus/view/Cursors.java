package io.contactstatus.view;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Turns positions in the store into cursors that only we can have made, and only for the query they were made
/// for.
@Component
public class Cursors {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SEAL_LENGTH = 32;

    private final SecretKeySpec key;

    public Cursors(CursorProperties properties) {
        var secret = properties.cursorSecret();
        key = new SecretKeySpec(secret == null ? random() : secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    public @Nullable String sealed(@Nullable String position, CursorQuery query) {
        if (position == null) {
            return null;
        }
        var content = position.getBytes(StandardCharsets.UTF_8);
        var cursor = ByteBuffer.allocate(SEAL_LENGTH + content.length);
        cursor.put(seal(content, query)).put(content);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor.array());
    }

    /// @throws InvalidCursorException when it is not one of ours, or one of another query
    public @Nullable String opened(@Nullable String cursor, CursorQuery query) {
        if (cursor == null) {
            return null;
        }
        var bytes = decoded(cursor);
        if (bytes.length <= SEAL_LENGTH) {
            throw foreign();
        }
        var content = Arrays.copyOfRange(bytes, SEAL_LENGTH, bytes.length);
        if (!MessageDigest.isEqual(seal(content, query), Arrays.copyOf(bytes, SEAL_LENGTH))) {
            throw foreign();
        }
        return new String(content, StandardCharsets.UTF_8);
    }

    private byte[] seal(byte[] content, CursorQuery query) {
        var mac = mac();
        update(mac, content);
        query.parts().forEach(part -> update(mac, part.getBytes(StandardCharsets.UTF_8)));
        return mac.doFinal();
    }

    /// With its length, so that what belongs to one part cannot be moved to its neighbour.
    private static void update(Mac mac, byte[] part) {
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        mac.update(part);
    }

    private Mac mac() {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
        }
    }

    private static byte[] decoded(String cursor) {
        try {
            return Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException notBase64) {
            throw foreign();
        }
    }

    private static InvalidCursorException foreign() {
        return new InvalidCursorException();
    }

    private static byte[] random() {
        var secret = new byte[SEAL_LENGTH];
        new SecureRandom().nextBytes(secret);
        return secret;
    }
}
