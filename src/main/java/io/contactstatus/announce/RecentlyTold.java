package io.contactstatus.announce;

import io.contactstatus.contact.ContactId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// The last conversations that this process told, and how, so that legs that come at one moment tell the same once:
/// each of them may be the one that sees all others.
final class RecentlyTold {

    private static final int MOST_REMEMBERED = 10_000;

    private final Map<ContactId, String> digests = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ContactId, String> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /// False when the same is announced already, or is being announced by a thread that retries until it is.
    synchronized boolean begin(ContactId conversation, String words) {
        var digest = digest(words);
        if (digest.equals(digests.get(conversation))) {
            return false;
        }
        // Put at the end, as the newest.
        digests.remove(conversation);
        digests.put(conversation, digest);
        return true;
    }

    /// It was not told after all.
    synchronized void failed(ContactId conversation, String words) {
        digests.remove(conversation, digest(words));
    }

    private static String digest(String words) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(words.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException every) {
            throw new IllegalStateException("every JVM has it", every);
        }
    }
}
