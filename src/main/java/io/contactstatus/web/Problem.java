package io.contactstatus.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What went wrong, as RFC 9457 has it. There is no `instance`: it would repeat the path, and with it whom was asked
/// for.
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Problem", description = "What went wrong (RFC 9457). Never repeats what was sent.")
record Problem(
        @Schema(description = "Stable: programs may rely on it.")
        URI type,

        String title,
        int status,
        @Nullable String detail,

        @Schema(description = "Which parameter, or part of the body, was at fault.") @Nullable
        String field) {

    static Problem of(Kind kind) {
        return of(kind, null, null);
    }

    static Problem of(Kind kind, @Nullable String detail) {
        return of(kind, detail, null);
    }

    static Problem of(Kind kind, @Nullable String detail, @Nullable String field) {
        return new Problem(kind.type(), kind.title, kind.status, detail, field);
    }

    /// For what no exception of ours stands behind.
    static Problem ofStatus(int status) {
        var kind = Kind.ofStatus(status);
        return new Problem(kind.type(), kind.title, status, null, null);
    }

    enum Kind {
        INVALID_PARAMETER(400, "A parameter is not valid"),
        UNREADABLE_BODY(400, "The body cannot be read"),
        BAD_REQUEST(400, "The request is not valid"),
        UNAUTHENTICATED(401, "Authentication is needed"),
        FORBIDDEN(403, "The caller may not do this"),
        NOT_FOUND(404, "There is nothing here"),
        METHOD_NOT_ALLOWED(405, "This method is not offered here"),
        NOT_ACCEPTABLE(406, "None of the accepted media types can be given"),
        BODY_TOO_LARGE(413, "The body is too large"),
        UNSUPPORTED_MEDIA_TYPE(415, "The body's media type is not read here"),
        CONTACT_REFUSED(422, "The contact cannot be stored like this"),
        INTERNAL_ERROR(500, "Something went wrong here"),
        UNAVAILABLE(503, "The service cannot answer at the moment");

        private final int status;
        private final String title;

        Kind(int status, String title) {
            this.status = status;
            this.title = title;
        }

        int status() {
            return status;
        }

        private URI type() {
            var word = name().toLowerCase(Locale.ROOT).replace('_', '-');
            return URI.create("urn:contact-status:problem:" + word);
        }

        /// Of several with one status, the most general.
        private static Kind ofStatus(int status) {
            for (var kind : values()) {
                if (kind.status == status && kind != INVALID_PARAMETER && kind != UNREADABLE_BODY) {
                    return kind;
                }
            }
            return status >= 500 ? INTERNAL_ERROR : BAD_REQUEST;
        }
    }
}
