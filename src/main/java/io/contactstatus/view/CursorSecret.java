package io.contactstatus.view;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The secret that all instances have; where none is configured, one that ends with whoever made it.
final class CursorSecret {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int RANDOM_BYTES = 32;

    private final SecretKeySpec key;

    CursorSecret(CursorProperties properties) {
        var secret = properties.cursorSecret();
        key = new SecretKeySpec(secret == null ? random() : secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    Mac mac() {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
        }
    }

    /// For one purpose alone: nothing is learnt by it of what the secret is used for otherwise.
    byte[] derived(String purpose) {
        return mac().doFinal(purpose.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] random() {
        var secret = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(secret);
        return secret;
    }
}
