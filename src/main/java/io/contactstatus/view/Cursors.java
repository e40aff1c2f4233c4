package io.contactstatus.view;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Turns positions in the store into cursors that only we can have made, and only for the query they were made
/// for.
///
/// They are encrypted too: a position in a history has the id of an entry, which may be a digest of what the caller
/// is not to see ([EntryIds]). The seal, which is of the position, is where the cipher begins: so the same position
/// makes the same cursor, and no two positions share a stretch of the cipher's stream.
@Component
public class Cursors {

    private static final String CIPHER = "AES/CTR/NoPadding";
    private static final int SEAL_LENGTH = 32;
    private static final int BLOCK = 16;

    private final CursorSecret secret;
    private final SecretKeySpec cipherKey;

    public Cursors(CursorProperties properties) {
        secret = new CursorSecret(properties);
        cipherKey = new SecretKeySpec(secret.derived("cursors"), "AES");
    }

    public @Nullable String sealed(@Nullable String position, CursorQuery query) {
        if (position == null) {
            return null;
        }
        var content = position.getBytes(StandardCharsets.UTF_8);
        var cursor = ByteBuffer.allocate(SEAL_LENGTH + content.length);
        var seal = seal(content, query);
        cursor.put(seal).put(enciphered(content, seal));
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
        var seal = Arrays.copyOf(bytes, SEAL_LENGTH);
        // The same stream over it once more takes it off.
        var content = enciphered(Arrays.copyOfRange(bytes, SEAL_LENGTH, bytes.length), seal);
        if (!MessageDigest.isEqual(seal(content, query), seal)) {
            throw foreign();
        }
        return new String(content, StandardCharsets.UTF_8);
    }

    private byte[] seal(byte[] content, CursorQuery query) {
        var mac = secret.mac();
        update(mac, content);
        query.parts().forEach(part -> update(mac, part.getBytes(StandardCharsets.UTF_8)));
        return mac.doFinal();
    }

    /// With its length, so that what belongs to one part cannot be moved to its neighbour.
    private static void update(Mac mac, byte[] part) {
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        mac.update(part);
    }

    private byte[] enciphered(byte[] content, byte[] seal) {
        try {
            var cipher = Cipher.getInstance(CIPHER);
            cipher.init(Cipher.ENCRYPT_MODE, cipherKey, new IvParameterSpec(seal, 0, BLOCK));
            return cipher.doFinal(content);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + CIPHER, impossible);
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
}
