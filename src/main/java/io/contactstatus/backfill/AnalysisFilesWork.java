package io.contactstatus.backfill;

import io.contactstatus.backfill.AnalysisFilesProperties.Place;
import io.contactstatus.contact.ContactId;
import io.contactstatus.jobs.ContinuousWork;
import io.contactstatus.jobs.TakenJob;
import io.contactstatus.store.ContactRefused;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.StoreRetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Looks again and again for files that Contact Lens has written since the last time, and has them read like any other
/// record. Nothing tells of them: their events tell failures alone.
///
/// Their keys are ordered by contact, not by time, so the days that conversations may be of are listed wholly: a
/// thousand keys for each request. The progress is since when nothing was looked for, and within a round where it is.
///
/// A file makes no contact, and may be there before its contact is: while a stream is behind. Such files wait
/// ([AwaitedFiles]), and the progress has since when.
final class AnalysisFilesWork implements ContinuousWork, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AnalysisFilesWork.class);

    private static final List<String> KINDS =
            List.of("Voice/Redacted/", "Voice/", "Chat/Redacted/", "Chat/", "Email/Redacted/", "Email/");

    private static final String MARK = "_analysis";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy/MM/dd/");

    /// A file may be dated by the begin of its upload, and clocks differ.
    private static final Duration OVERLAP = Duration.ofMinutes(15);

    /// What was read in that time; more are read once more, which changes nothing.
    private static final int MOST_REMEMBERED = 20_000;

    /// Of whose names there is room.
    private static final int MOST_AWAITED = 10_000;

    private static final String SINCE = "since";
    private static final String WAITING = "waiting";
    private static final String BEGUN = "begun";
    private static final String PREFIX = "prefix";
    private static final String AFTER = "after";

    private final ObjectReader reader;
    private final Bucket objects;
    private final ContactStore contacts;
    private final AnalysisFilesProperties properties;
    private final AnalysisFilesMetrics metrics;
    private final Clock clock;
    private final S3Client client;
    private final AwaitedFiles awaited = new AwaitedFiles(MOST_AWAITED);
    private final Map<String, String> remembered = new LinkedHashMap<>() {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    private @Nullable String refusal;

    AnalysisFilesWork(
            ObjectReader reader,
            Bucket objects,
            ContactStore contacts,
            AnalysisFilesProperties properties,
            AnalysisFilesMetrics metrics,
            Clock clock,
            S3Client client) {
        this.reader = reader;
        this.objects = objects;
        this.contacts = contacts;
        this.properties = properties;
        this.metrics = metrics;
        this.clock = clock;
        this.client = client;
    }

    /// A place on one day.
    private record Listed(String bucket, String prefix) {

        String name() {
            return bucket + "/" + prefix;
        }

        String nameOf(S3Object object) {
            return bucket + "/" + object.key();
        }
    }

    @Override
    public String kind() {
        return "analysis-files";
    }

    @Override
    public Map<String, Map<String, String>> standing() {
        return Map.of("new", Map.of());
    }

    @Override
    public void run(TakenJob job) throws InterruptedException {
        var progress = job.progress();
        try {
            while (true) {
                progress = round(progress, job::advance);
                job.advance(progress, refusal);
                Thread.sleep(properties.interval());
            }
        } finally {
            awaited.clear();
            metrics.waiting(0);
        }
    }

    /// @param progress of the round that this one goes on with, or of the last one
    /// @param told where it stands, when all before that is read
    Map<String, String> round(Map<String, String> progress, Consumer<Map<String, String>> told)
            throws InterruptedException {
        refusal = null;
        var resumed = progress.get(BEGUN);
        var begun = resumed == null ? clock.instant() : Instant.parse(resumed);
        var last = progress.get(SINCE);
        var since = last == null ? begun.minus(Duration.ofDays(properties.days())) : Instant.parse(last);
        var waiting = progress.get(WAITING);
        awaited.begin(waiting == null ? null : Instant.parse(waiting), resumed != null);
        var all = listed(begun);
        var at = all.stream().map(Listed::name).toList().indexOf(progress.get(PREFIX));
        var after = at < 0 ? null : progress.get(AFTER);
        for (var listed : all.subList(Math.max(0, at), all.size())) {
            try {
                readNew(
                        listed,
                        after,
                        since,
                        key -> told.accept(
                                progress(since, Map.of(BEGUN, begun.toString(), PREFIX, listed.name(), AFTER, key))));
            } catch (BucketRefused refused) {
                // The other places need not wait for this one.
                refusal = refused.reason();
                log.warn("files of Contact Lens in {} are not read: {}", listed.bucket(), refusal);
            }
            after = null;
        }
        metrics.leftOut(awaited.end(refusal == null, clock.instant().minus(properties.await())));
        metrics.waiting(awaited.size());
        // What could not be read now is new the next time, too.
        return progress(refusal == null ? begun.minus(OVERLAP) : since, Map.of());
    }

    private Map<String, String> progress(Instant since, Map<String, String> within) {
        var progress = new HashMap<>(within);
        progress.put(SINCE, since.toString());
        var waiting = awaited.since();
        if (waiting != null) {
            progress.put(WAITING, waiting.toString());
        }
        return progress;
    }

    private void readNew(Listed listed, @Nullable String after, Instant since, Consumer<String> reached)
            throws InterruptedException {
        var page = objects.list(listed.bucket(), listed.prefix(), after, this::waiting);
        while (!page.isEmpty()) {
            for (var object : page) {
                if (isFile(object) && isToRead(listed, object, since)) {
                    readOrWait(listed, object);
                }
            }
            var last = page.getLast().key();
            reached.accept(last);
            page = objects.list(listed.bucket(), listed.prefix(), last, this::waiting);
        }
    }

    private static boolean isFile(S3Object object) {
        return object.key().contains(MARK) && object.key().endsWith(".json");
    }

    private boolean isToRead(Listed listed, S3Object object, Instant since) {
        var name = listed.nameOf(object);
        var uploaded = object.lastModified();
        return awaited.isNamed(name)
                || ((!uploaded.isBefore(since) || awaited.mayInclude(uploaded))
                        && !object.eTag().equals(remembered.get(name)));
    }

    private void readOrWait(Listed listed, S3Object object) throws InterruptedException {
        var name = listed.nameOf(object);
        if (isContactStored(object)) {
            reader.read(listed.bucket(), object.key(), counts -> {}, this::waiting);
            metrics.read();
        } else if (object.lastModified().plus(properties.await()).isAfter(clock.instant())) {
            awaited.add(name, object.lastModified());
            return;
        } else {
            metrics.leftOut(1);
        }
        awaited.remove(name);
        remembered.put(name, object.eTag());
    }

    /// Its name begins with the contact's id. What is named otherwise, or cannot be looked up, is for the ingestion.
    private boolean isContactStored(S3Object object) {
        var name = object.key().substring(object.key().lastIndexOf('/') + 1);
        var id = name.substring(0, Math.max(0, name.indexOf(MARK)));
        if (!ContactId.isValid(id)) {
            return true;
        }
        try {
            var ids = List.of(new ContactId(id));
            return !StoreRetry.endless().untilDone(() -> contacts.findAll(ids)).isEmpty();
        } catch (ContactRefused unreadable) {
            return true;
        }
    }

    private void waiting(String reason) {
        log.debug("files of Contact Lens are read later: {}", reason);
    }

    private List<Listed> listed(Instant begun) {
        var today = LocalDate.ofInstant(begun, ZoneOffset.UTC);
        var all = new ArrayList<Listed>();
        for (Place place : properties.places()) {
            for (var kind : KINDS) {
                for (var ago = properties.days() - 1; ago >= 0; ago--) {
                    all.add(new Listed(
                            place.bucket(),
                            place.prefix() + "Analysis/" + kind
                                    + today.minusDays(ago).format(DAY)));
                }
            }
        }
        return all;
    }

    @Override
    public void close() {
        client.close();
    }
}
