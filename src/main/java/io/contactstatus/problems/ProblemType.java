package io.contactstatus.problems;

import java.net.URI;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// What kinds of problems there are. The name becomes the `type`, so programs rely on it.
public enum ProblemType {
    INVALID_PARAMETER(400, "A parameter is not valid"),
    UNREADABLE_BODY(400, "The body cannot be read"),
    BAD_REQUEST(400, "The request is not valid"),
    UNAUTHENTICATED(401, "Authentication is needed"),
    FORBIDDEN(403, "The caller may not do this"),
    FOREIGN_ORIGIN(403, "Pages of that origin may not call"),
    NOT_FOUND(404, "There is nothing here"),
    RECORDING_NOT_YET(404, "The recording is not there yet"),
    METHOD_NOT_ALLOWED(405, "This method is not offered here"),
    NOT_ACCEPTABLE(406, "None of the accepted media types can be given"),
    CALL_BACK_TAKEN(409, "Another one calls the customer back, or has"),
    ERASURE_NEEDS_SECRET(409, "Customers cannot be erased as this is set up"),
    NOT_STOPPABLE(409, "The contact cannot be stopped"),
    RECORDING_NOT_PLAYABLE(409, "The recording cannot be heard here"),
    RECORDING_GONE(410, "The recording is not there any more"),
    CONTACT_ERASED(410, "The contact was erased"),
    BODY_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body's media type is not read here"),
    RANGE_NOT_SATISFIABLE(416, "There are no such bytes"),
    CONTACT_REFUSED(422, "The contact cannot be stored like this"),
    TOO_MANY_LOOKUPS(429, "Too many look-ups have found nothing"),
    INTERNAL_ERROR(500, "Something went wrong here"),
    UNAVAILABLE(503, "The service cannot answer at the moment");

    private static final Set<ProblemType> PARTICULAR = EnumSet.of(
            INVALID_PARAMETER,
            UNREADABLE_BODY,
            RECORDING_NOT_YET,
            CALL_BACK_TAKEN,
            ERASURE_NEEDS_SECRET,
            NOT_STOPPABLE,
            RECORDING_NOT_PLAYABLE,
            RECORDING_GONE,
            CONTACT_ERASED);

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    URI uri() {
        var word = name().toLowerCase(Locale.ROOT).replace('_', '-');
        return URI.create("urn:contact-status:problem:" + word);
    }

    /// Of several with one status, the most general. What is about one matter alone is never meant by a status.
    static ProblemType ofStatus(int status) {
        for (var type : values()) {
            if (type.status == status && !PARTICULAR.contains(type)) {
                return type;
            }
        }
        return status >= 500 ? INTERNAL_ERROR : BAD_REQUEST;
    }
}
