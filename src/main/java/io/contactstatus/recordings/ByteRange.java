package io.contactstatus.recordings;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;

/// Which bytes of a file a request is for (RFC 9110, 14).
///
/// @param until behind the last one
/// @param whole whether no part was asked for, or in a way that is answered with all
record ByteRange(long from, long until, long length, boolean whole) {

    /// What cannot be understood, several parts at once, and parts of another file (`If-Range`) are answered with all.
    ///
    /// @throws NoSuchBytes when the part lies behind the end
    static ByteRange asked(HttpServletRequest request, String eTag, long length) {
        var condition = request.getHeader(HttpHeaders.IF_RANGE);
        var ranges = ranges(request.getHeader(HttpHeaders.RANGE));
        if (ranges.size() != 1 || (condition != null && !condition.equals(eTag))) {
            return new ByteRange(0, length, length, true);
        }
        var range = ranges.getFirst();
        var from = range.getRangeStart(length);
        var until = range.getRangeEnd(length) + 1;
        if (from >= length || from >= until) {
            throw new NoSuchBytes(length);
        }
        return new ByteRange(from, until, length, false);
    }

    private static List<HttpRange> ranges(@Nullable String header) {
        try {
            return HttpRange.parseRanges(header);
        } catch (IllegalArgumentException notUnderstood) {
            return List.of();
        }
    }

    void describe(HttpServletResponse response) {
        response.setContentLengthLong(until - from);
        if (!whole) {
            response.setStatus(HttpStatus.PARTIAL_CONTENT.value());
            response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes " + from + "-" + (until - 1) + "/" + length);
        }
    }
}
