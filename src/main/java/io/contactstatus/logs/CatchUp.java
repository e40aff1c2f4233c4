package io.contactstatus.logs;

import io.contactstatus.logs.LogReader.Inside;
import io.contactstatus.logs.LogReader.Range;
import io.contactstatus.logs.LogReader.Reached;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// A range of a log group that was asked for, and how far it is read, in the words that jobs are kept in.
final class CatchUp {

    static final String KIND = "catch-up";

    private static final String GROUP = "logGroup";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String FILTER_PATTERN = "filterPattern";
    private static final String POSITION = "position";
    private static final String TOKEN = "token";
    private static final String SLICE_END = "sliceEnd";
    private static final String RECORDS = "records";
    private static final String REQUESTS = "requests";

    private CatchUp() {}

    static Map<String, String> request(Range range) {
        var request = new HashMap<String, String>();
        request.put(GROUP, range.group());
        request.put(FROM, range.from().toString());
        request.put(TO, range.to().toString());
        if (range.filterPattern() != null) {
            request.put(FILTER_PATTERN, range.filterPattern());
        }
        return request;
    }

    static Range range(Map<String, String> request) {
        return new Range(
                required(request, GROUP),
                Instant.parse(required(request, FROM)),
                Instant.parse(required(request, TO)),
                request.get(FILTER_PATTERN));
    }

    static Map<String, String> progress(Reached reached) {
        var progress = new HashMap<String, String>();
        progress.put(POSITION, reached.position().toString());
        progress.put(RECORDS, Long.toString(reached.records()));
        progress.put(REQUESTS, Long.toString(reached.requests()));
        if (reached.inside() != null) {
            progress.put(TOKEN, reached.inside().token());
            progress.put(SLICE_END, reached.inside().sliceEnd().toString());
        }
        return progress;
    }

    static Reached reached(Map<String, String> progress) {
        var token = progress.get(TOKEN);
        return new Reached(
                Instant.parse(required(progress, POSITION)),
                token == null ? null : new Inside(token, Instant.parse(required(progress, SLICE_END))),
                Long.parseLong(required(progress, RECORDS)),
                Long.parseLong(required(progress, REQUESTS)));
    }

    private static String required(Map<String, String> words, String name) {
        return Objects.requireNonNull(words.get(name), name);
    }
}
