package io.contactstatus.archive;

import io.contactstatus.contact.ContactId;
import io.contactstatus.dialect.Arns;
import io.contactstatus.objects.ObjectStore;
import io.contactstatus.objects.ObjectStoreUnavailable;
import io.contactstatus.store.StoreUnavailable;
import io.contactstatus.store.StoredContact;
import io.contactstatus.visibility.ConnectInstances;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// The [AnalysisLine]s of a day in one object for each list of contacts: whoever has the job of the list writes it. A
/// contact has one line, in the day that it was first in, however often it is archived again.
final class DayLines {

    /// Others write only where a lease was lost.
    private static final int MOST_CONFLICTS = 5;

    private final ObjectStore objects;
    private final ConnectInstances instances;
    private final Clock clock;

    DayLines(ObjectStore objects, ConnectInstances instances, Clock clock) {
        this.objects = objects;
        this.instances = instances;
        this.clock = clock;
    }

    static String key(LocalDate day, String list) {
        return "lines/day=" + day + "/" + list + ".jsonl.gz";
    }

    /// Writes them, in place of what is there of them.
    ///
    /// @return the day of each
    Map<ContactId, LocalDate> put(String list, Collection<StoredContact> contacts) {
        var days = new HashMap<ContactId, LocalDate>();
        var lines = new TreeMap<LocalDate, Map<String, String>>();
        for (var contact : contacts) {
            var day = dayOf(contact);
            var line = AnalysisLine.of(contact).written();
            days.put(contact.contact().id(), day);
            lines.computeIfAbsent(day, any -> new LinkedHashMap<>()).put(AnalysisLine.contactOf(line), line);
        }
        lines.forEach((day, news) -> put(key(day, list), news));
        return days;
    }

    /// In the time of its instance, when it began.
    private LocalDate dayOf(StoredContact contact) {
        var known = contact.archivedDay();
        if (known != null) {
            return known;
        }
        var seen = contact.snapshot();
        var began = seen.started() == null ? clock.instant() : seen.started();
        return LocalDate.ofInstant(began, instances.timeZone(Arns.lastPart(seen.instanceArn())));
    }

    private void put(String key, Map<String, String> news) {
        for (var conflicts = 0; conflicts < MOST_CONFLICTS; conflicts++) {
            if (isPut(key, news)) {
                return;
            }
        }
        throw new StoreUnavailable("too many others write the same lines", new IllegalStateException());
    }

    private boolean isPut(String key, Map<String, String> news) {
        try {
            var file = Files.createTempFile("lines-", ".gz");
            try {
                var tag = write(file, key, news);
                return objects.replace(key, tag, file);
            } finally {
                Files.delete(file);
            }
        } catch (ObjectStoreUnavailable | IOException away) {
            throw new StoreUnavailable("the lines of a day cannot be written: " + away.getMessage(), away);
        }
    }

    /// @return the tag of what was there
    private @Nullable String write(Path file, String key, Map<String, String> news) throws IOException {
        var there = objects.open(key).orElse(null);
        try (there;
                var out = new BufferedWriter(new OutputStreamWriter(
                        new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8))) {
            if (there != null) {
                copyOthers(there, out, news);
            }
            for (var line : news.values()) {
                out.write(line);
                out.write('\n');
            }
        }
        return there == null ? null : there.tag();
    }

    private static void copyOthers(ObjectStore.Opened there, BufferedWriter out, Map<String, String> news)
            throws IOException {
        try (var in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(there.content()), StandardCharsets.UTF_8))) {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                if (!news.containsKey(AnalysisLine.contactOf(line))) {
                    out.write(line);
                    out.write('\n');
                }
            }
        }
    }
}
