package io.contactstatus.backfill;

import io.contactstatus.backfill.AnalysisFilesProperties.Place;
import io.contactstatus.jobs.ContinuousWork;
import io.contactstatus.jobs.TakenJob;
import io.micrometer.core.instrument.Counter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
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
final class AnalysisFilesWork implements ContinuousWork, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AnalysisFilesWork.class);

    private static final List<String> KINDS =
            List.of("Voice/Redacted/", "Voice/", "Chat/Redacted/", "Chat/", "Email/Redacted/", "Email/");

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy/MM/dd/");

    /// A file may be dated by the begin of its upload, and clocks differ.
    private static final Duration OVERLAP = Duration.ofMinutes(15);

    /// What was read in that time; more are read once more, which changes nothing.
    private static final int MOST_REMEMBERED = 20_000;

    private static final String SINCE = "since";
    private static final String BEGUN = "begun";
    private static final String PREFIX = "prefix";
    private static final String AFTER = "after";

    private final ObjectReader reader;
    private final Bucket objects;
    private final AnalysisFilesProperties properties;
    private final Counter read;
    private final Clock clock;
    private final S3Client client;
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
            AnalysisFilesProperties properties,
            Counter read,
            Clock clock,
            S3Client client) {
        this.reader = reader;
        this.objects = objects;
        this.properties = properties;
        this.read = read;
        this.clock = clock;
        this.client = client;
    }

    /// A place on one day.
    private record Listed(String bucket, String prefix) {

        String name() {
            return bucket + "/" + prefix;
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
        while (true) {
            progress = round(progress, job::advance);
            job.advance(progress, refusal);
            Thread.sleep(properties.interval());
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
        var all = listed(begun);
        var at = all.stream().map(Listed::name).toList().indexOf(progress.get(PREFIX));
        var after = at < 0 ? null : progress.get(AFTER);
        for (var listed : all.subList(Math.max(0, at), all.size())) {
            try {
                readNew(
                        listed,
                        after,
                        since,
                        key -> told.accept(Map.of(
                                SINCE, since.toString(), BEGUN, begun.toString(), PREFIX, listed.name(), AFTER, key)));
            } catch (BucketRefused refused) {
                // The other places need not wait for this one.
                refusal = refused.reason();
                log.warn("files of Contact Lens in {} are not read: {}", listed.bucket(), refusal);
            }
            after = null;
        }
        // What could not be read now is new the next time, too.
        return Map.of(SINCE, (refusal == null ? begun.minus(OVERLAP) : since).toString());
    }

    private void readNew(Listed listed, @Nullable String after, Instant since, Consumer<String> reached)
            throws InterruptedException {
        var page = objects.list(listed.bucket(), listed.prefix(), after, this::waiting);
        while (!page.isEmpty()) {
            for (var object : page) {
                if (isFile(object) && !object.lastModified().isBefore(since) && isNews(listed, object)) {
                    reader.read(listed.bucket(), object.key(), counts -> {}, this::waiting);
                    read.increment();
                    remembered.put(listed.bucket() + "/" + object.key(), object.eTag());
                }
            }
            var last = page.getLast().key();
            reached.accept(last);
            page = objects.list(listed.bucket(), listed.prefix(), last, this::waiting);
        }
    }

    private static boolean isFile(S3Object object) {
        return object.key().contains("_analysis") && object.key().endsWith(".json");
    }

    private boolean isNews(Listed listed, S3Object object) {
        return !object.eTag().equals(remembered.get(listed.bucket() + "/" + object.key()));
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
