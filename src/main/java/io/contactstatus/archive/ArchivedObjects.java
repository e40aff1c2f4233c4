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
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One object for each contact.
final class ArchivedObjects implements HistoryArchive {

    private final ObjectStore objects;

    ArchivedObjects(ObjectStore objects) {
        this.objects = objects;
    }

    static String key(ContactId id) {
        return "histories/" + URLEncoder.encode(id.value(), StandardCharsets.UTF_8) + ".jsonl.gz";
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
            there.ifPresent(ArchivedObjects::close);
            objects.delete(key(id));
            return there.isPresent();
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
