package io.contactstatus.recordings;

import io.contactstatus.media.AudioRun;
import io.contactstatus.media.AudioRuns;
import io.contactstatus.media.AudioTrack;
import io.contactstatus.recordings.RecordingMedia.Wish;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.util.UriUtils;

/// The answer to one request for captured audio, in whole or in part.
///
/// While it grows the answer is a redirect to an immutable cut, which has a length and an `ETag` of its own: parts of
/// files that differ must never be put together.
record CapturedAnswer(AudioRuns recordings, AudioRun run, AudioTrack track, Wish wish) {

    private static final Logger log = LoggerFactory.getLogger(CapturedAnswer.class);

    private static final DateTimeFormatter START =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /// @param handingOut comes before anything of it is given
    void to(HttpServletRequest request, HttpServletResponse response, Runnable handingOut) {
        var until = wish.until();
        if (run.millis() == 0 || (until != null && until > run.millis())) {
            throw Obstacle.NOT_YET.problem();
        }
        if (until == null && run.state() == AudioRun.State.CAPTURING) {
            response.setStatus(HttpStatus.FOUND.value());
            response.setHeader(
                    HttpHeaders.LOCATION, "?until=" + run.millis() + (wish.download() ? "&download=true" : ""));
            return;
        }
        if (!recordings.isThere(run, track)) {
            throw Obstacle.LOST.problem();
        }
        var millis = until == null ? run.millis() : until;
        if (new ServletWebRequest(request, response).checkNotModified(eTag(millis))) {
            return;
        }
        var range = ByteRange.asked(request, eTag(millis), recordings.length(run, track, millis));
        handingOut.run();
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, RecordingMedia.disposition(wish, fileName()));
        response.setContentType(MediaKind.AUDIO.mediaTypeOf(fileName()));
        range.describe(response);
        if (!HttpMethod.HEAD.matches(request.getMethod())) {
            write(millis, range, response);
        }
    }

    private void write(long millis, ByteRange range, HttpServletResponse response) {
        try {
            recordings.write(run, track, millis, range.from(), range.until(), response.getOutputStream());
        } catch (IOException gone) {
            // Players hang up whenever they have enough.
            log.debug("a listener has gone: {}", gone.getClass().getName());
        } catch (RuntimeException unread) {
            // The problem has another length.
            response.setContentLengthLong(-1);
            throw unread;
        }
    }

    private String eTag(long millis) {
        return "\"%s-%s-%d-%d\"".formatted(run.id(), track, millis, run.revision());
    }

    private String fileName() {
        var side = switch (track) {
            case ALL -> "";
            case CUSTOMER -> "-cu";
            case AGENT -> "-op";
        };
        var contact = UriUtils.encode(wish.contact().value(), StandardCharsets.UTF_8);
        return contact + "_" + START.format(run.startedAt()) + side + ".wav";
    }
}
