package io.contactstatus.archive;

import io.contactstatus.dialect.Arns;
import io.contactstatus.objects.ObjectStore;
import io.contactstatus.objects.ObjectStoreUnavailable;
import io.contactstatus.store.ScratchFiles;
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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// The [AnalysisLine]s of a day in one object for each list of contacts, written by the instance that has its job. A
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

    /// Writes lines of one day, in place of what is there of the same contacts, unless that is younger.
    void put(LocalDate day, String list, Collection<AnalysisLine> lines) {
        var news = new LinkedHashMap<String, AnalysisLine.Written>();
        for (var line : lines) {
            var written = line.written();
            news.put(AnalysisLine.contactOf(written), new AnalysisLine.Written(written, line.version()));
        }
        put(key(day, list), news);
    }

    /// In the time of its instance, when it began as far as is known now.
    LocalDate dayOf(StoredContact contact) {
        var seen = contact.snapshot();
        var began = seen.started() == null ? clock.instant() : seen.started();
        return LocalDate.ofInstant(began, instances.timeZone(Arns.lastPart(seen.instanceArn())));
    }

    private void put(String key, Map<String, AnalysisLine.Written> news) {
        for (var conflicts = 0; conflicts < MOST_CONFLICTS; conflicts++) {
            if (isPut(key, news)) {
                return;
            }
        }
        throw new StoreUnavailable("too many others write the same lines", new IllegalStateException());
    }

    private boolean isPut(String key, Map<String, AnalysisLine.Written> news) {
        try {
            var file = ScratchFiles.create();
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
    private @Nullable String write(Path file, String key, Map<String, AnalysisLine.Written> all) throws IOException {
        var news = new LinkedHashMap<>(all);
        var there = objects.open(key).orElse(null);
        try (there;
                var out = new BufferedWriter(new OutputStreamWriter(
                        new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8))) {
            if (there != null) {
                copyOthers(there, out, news);
            }
            for (var line : news.values()) {
                out.write(line.text());
                out.write('\n');
            }
        }
        return there == null ? null : there.tag();
    }

    /// Where a lease was lost, another one may have written already what is learnt here only now.
    private static void copyOthers(ObjectStore.Opened there, BufferedWriter out, Map<String, AnalysisLine.Written> news)
            throws IOException {
        try (var in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(there.content()), StandardCharsets.UTF_8))) {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var contact = AnalysisLine.contactOf(line);
                var one = news.get(contact);
                if (one == null || one.version() < AnalysisLine.versionOf(line)) {
                    news.remove(contact);
                    out.write(line);
                    out.write('\n');
                }
            }
        }
    }
}
