package io.contactstatus.view;

import io.contactstatus.masking.Veil;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/// What callers get to see of the ids of entries.
///
/// Many of those ids are digests of what was said, the customer's number included. All the rest of it is told, and so
/// the number is what 30,000 attempts find. Who may not see it gets the id's digest by a secret instead, which tells
/// entries apart just as well.
@Component
public final class EntryIds {

    private static final int BYTES = 16;

    /// Nothing that the key digests elsewhere begins like this.
    private static final String PURPOSE = "entry\n";

    private final CursorSecret secret;

    public EntryIds(CursorProperties properties) {
        secret = new CursorSecret(properties);
    }

    public String shown(String id, Veil veil) {
        return veil == Veil.LIFTED ? id : digest(id);
    }

    /// The same for the same, on all instances that have the secret.
    public String digest(String id) {
        var digest = secret.mac().doFinal((PURPOSE + id).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(Arrays.copyOf(digest, BYTES));
    }
}
