package io.contactstatus.identity;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Names customers' identifiers without telling them. Keyed, because a plain digest of a phone number is reversed by
/// trying all numbers, which takes seconds.
@Component
public class IdentifierDigests {

    private static final Logger log = LoggerFactory.getLogger(IdentifierDigests.class);
    private static final String ALGORITHM = "HmacSHA256";
    private static final int RANDOM_BYTES = 32;

    private final List<SecretKeySpec> keys;
    private final boolean isShared;

    IdentifierDigests(IdentifierDigestProperties properties) {
        isShared = !properties.identifierSecret().isEmpty();
        if (!isShared) {
            log.warn("contact-status.security.identifier-secret is not set: a customer cannot be followed in the audit"
                    + " beyond this process, and an erasure is not kept up beyond it");
            keys = List.of(new SecretKeySpec(random(), ALGORITHM));
        } else {
            keys = properties.identifierSecret().stream()
                    .map(secret -> new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM))
                    .toList();
        }
    }

    /// Whether other instances, and this one after a restart, call a customer the same.
    public boolean areShared() {
        return isShared;
    }

    /// In hexadecimal digits, as `openssl dgst -sha256 -hmac` writes it: one for each secret, in their order.
    ///
    /// @param identifier in its normal form
    public List<String> of(String identifier) {
        var bytes = identifier.getBytes(StandardCharsets.UTF_8);
        return keys.stream()
                .map(key -> HexFormat.of().formatHex(mac(key).doFinal(bytes)))
                .toList();
    }

    private static Mac mac(SecretKeySpec key) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
        }
    }

    private static byte[] random() {
        var bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
