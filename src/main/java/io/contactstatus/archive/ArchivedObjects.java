package io.contactstatus.archive;

import io.contactstatus.contact.ContactId;
import io.contactstatus.objects.ObjectStore;
import io.contactstatus.objects.ObjectStoreUnavailable;
import io.contactstatus.store.HistoryArchive;
import io.contactstatus.store.StoreUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One object for each contact.
final class ArchivedObjects implements HistoryArchive {

    private static final int LONGEST_NAME = 200;

    private final ObjectStore objects;

    ArchivedObjects(ObjectStore objects) {
        this.objects = objects;
    }

    static String key(ContactId id) {
        return "histories/" + name(id.value()) + ".jsonl.gz";
    }

    /// A file's name may be 255 bytes long, and has more around it while it is written. Those that begin with a point
    /// are no contact's. An encoded one has no equals sign.
    private static String name(String id) {
        var encoded = URLEncoder.encode(id, StandardCharsets.UTF_8);
        if (encoded.length() > LONGEST_NAME) {
            return "sha-256=" + digest(id);
        }
        return encoded.startsWith(".") ? "%2E" + encoded.substring(1) : encoded;
    }

    private static String digest(String id) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(id.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException every) {
            throw new IllegalStateException("every JVM has it", every);
        }
    }

    @Override
    public Optional<Archived> open(ContactId id) {
        return unavailable(() -> objects.open(key(id)).map(opened -> new Archived(opened.content(), opened.tag())));
    }

    @Override
    public boolean replace(ContactId id, @Nullable String tag, Path content) {
        return unavailable(() -> objects.replace(key(id), tag, content));
    }

    @Override
    public boolean delete(ContactId id) {
        return unavailable(() -> {
            var there = objects.open(key(id));
            there.ifPresent(opened -> {
                close(opened);
                objects.delete(key(id));
                objects.discardAttempts(key(id));
            });
            return there.isPresent();
        });
    }

    @Override
    public void discardAttempts(ContactId id) {
        unavailable(() -> {
            objects.discardAttempts(key(id));
            return id;
        });
    }

    private static void close(ObjectStore.Opened opened) {
        try {
            opened.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static <T> T unavailable(Supplier<T> request) {
        try {
            return request.get();
        } catch (ObjectStoreUnavailable | UncheckedIOException away) {
            throw new StoreUnavailable("the archive: " + away.getMessage(), away);
        }
    }
}
