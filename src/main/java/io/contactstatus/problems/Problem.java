package io.contactstatus.problems;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.contactstatus.tracing.TraceContext;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;

/// What went wrong, as RFC 9457 has it. There is no `instance`: it would repeat the path, and with it the
/// customer that was asked for.
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Problem", description = "What went wrong (RFC 9457). Never repeats what was sent.")
public record Problem(
        @Schema(description = "Stable: programs may rely on it.")
        URI type,

        String title,
        int status,
        @Nullable String detail,

        @Schema(description = "Which parameter, or part of the body, was at fault.") @Nullable
        String field,

        @Schema(description = "Of the request, as in the logs. Only where the service traces.") @Nullable
        String traceId) {

    static final String FIELD = "field";

    Problem(URI type, String title, int status, @Nullable String detail, @Nullable String field) {
        this(type, title, status, detail, field, TraceContext.traceId());
    }

    public static Problem of(ProblemType type) {
        return of(type, null, null);
    }

    public static Problem of(ProblemType type, @Nullable String detail) {
        return of(type, detail, null);
    }

    public static Problem of(ProblemType type, @Nullable String detail, @Nullable String field) {
        return new Problem(type.uri(), type.title(), type.status(), detail, field);
    }

    /// For what no exception of ours stands behind.
    public static Problem ofStatus(int status) {
        var type = ProblemType.ofStatus(status);
        return new Problem(type.uri(), type.title(), status, null, null);
    }

    /// One that was thrown with a type of its own.
    public static Problem of(URI type, ProblemDetail body) {
        var properties = body.getProperties();
        var field = properties == null ? null : properties.get(FIELD);
        var title = body.getTitle() == null ? ofStatus(body.getStatus()).title() : body.getTitle();
        return new Problem(type, title, body.getStatus(), body.getDetail(), field == null ? null : field.toString());
    }
}
