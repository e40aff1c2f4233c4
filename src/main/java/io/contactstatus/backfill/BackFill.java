package io.contactstatus.backfill;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What was asked for, and how far it is, in the words that jobs are kept in.
final class BackFill {

    static final String KIND = "back-fill";

    private static final String BUCKET = "bucket";
    private static final String PREFIX = "prefix";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String AFTER = "after";
    private static final String CURRENT = "current";
    private static final String DONE = "done";
    private static final String READING = "reading";

    private BackFill() {}

    /// @param from the first key, or where it would be; null for the beginning
    /// @param to the first key that is not wanted any more; null for the end
    record Wanted(
            String bucket,
            String prefix,
            @Nullable String from,
            @Nullable String to) {

        /// Where to begin listing: S3 lists what comes after a key, and there is no greatest key before one.
        @Nullable
        String beforeFirst() {
            return from == null || from.length() < 2
                    ? null
                    : from.substring(0, from.offsetByCodePoints(from.length(), -1));
        }

        boolean isBefore(String key) {
            return from != null && compare(key, from) < 0;
        }

        boolean isPast(String key) {
            return to != null && compare(key, to) >= 0;
        }

        /// As S3 orders keys: by their bytes.
        static int compare(String one, String other) {
            return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
        }
    }

    /// Counts.
    ///
    /// @param broken objects of which something could not be read
    /// @param bytes as they lie in the bucket
    record Counts(long objects, long broken, long bytes, long records) {

        static final Counts NOTHING = new Counts(0, 0, 0, 0);

        Counts plus(Counts more) {
            return new Counts(objects + more.objects, broken + more.broken, bytes + more.bytes, records + more.records);
        }

        private String text() {
            return objects + " " + broken + " " + bytes + " " + records;
        }

        private static Counts parsed(String text) {
            var numbers = text.split(" ", 4);
            return new Counts(
                    Long.parseLong(numbers[0]),
                    Long.parseLong(numbers[1]),
                    Long.parseLong(numbers[2]),
                    Long.parseLong(numbers[3]));
        }
    }

    /// @param after the last object that is stored wholly; null when there is none yet
    /// @param current the object that is being read; it is begun again when the reader dies
    /// @param done of all objects up to the last whole one
    /// @param reading of the current one
    record Reached(@Nullable String after, @Nullable String current, Counts done, Counts reading) {

        static final Reached NOTHING = new Reached(null, null, Counts.NOTHING, Counts.NOTHING);

        Reached within(String key, Counts counts) {
            return new Reached(after, key, done, counts);
        }

        Reached past(String key, Counts counts) {
            return new Reached(key, null, done.plus(counts), Counts.NOTHING);
        }

        Counts counts() {
            return done.plus(reading);
        }
    }

    static Map<String, String> request(Wanted wanted) {
        var request = new HashMap<String, String>();
        request.put(BUCKET, wanted.bucket());
        request.put(PREFIX, wanted.prefix());
        put(request, FROM, wanted.from());
        put(request, TO, wanted.to());
        return request;
    }

    static Wanted wanted(Map<String, String> request) {
        return new Wanted(required(request, BUCKET), required(request, PREFIX), request.get(FROM), request.get(TO));
    }

    static Map<String, String> progress(Reached reached) {
        var progress = new HashMap<String, String>();
        put(progress, AFTER, reached.after());
        put(progress, CURRENT, reached.current());
        progress.put(DONE, reached.done().text());
        progress.put(READING, reached.reading().text());
        return progress;
    }

    static Reached reached(Map<String, String> progress) {
        return new Reached(
                progress.get(AFTER),
                progress.get(CURRENT),
                Counts.parsed(required(progress, DONE)),
                Counts.parsed(required(progress, READING)));
    }

    private static void put(Map<String, String> words, String name, @Nullable String word) {
        if (word != null) {
            words.put(name, word);
        }
    }

    private static String required(Map<String, String> words, String name) {
        return Objects.requireNonNull(words.get(name), name);
    }
}
