package io.contactstatus.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A name made from content.
final class ShortDigest {

    private ShortDigest() {}

    static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /// 32 hexadecimal digits: enough that two contents never share them.
    static String of(byte[] first, byte[]... more) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(first);
            for (var next : more) {
                digest.update(next);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException exception) {
            throw new IllegalStateException("every JVM has SHA-256", exception);
        }
    }
}
