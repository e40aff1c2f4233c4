package io.contactstatus.web;

import io.contactstatus.csv.CsvDownload;
import io.contactstatus.problems.Problem;
import io.contactstatus.problems.ProblemResponse;
import io.contactstatus.problems.ProblemType;
import io.contactstatus.problems.RedactedFailure;
import io.contactstatus.store.ContactErased;
import io.contactstatus.store.ContactRefused;
import io.contactstatus.store.StoreUnavailable;
import io.contactstatus.view.InvalidCursorException;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;

/// Every exception of every controller as a problem document.
///
/// Spring's own words are left out: they quote what was sent, which may be a phone number. A controller that
/// wants its own words throws a `ProblemException`, or any [ErrorResponseException] whose problem has a type.
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private static final URI UNTYPED = URI.create("about:blank");
    private static final String RETRY_AFTER_SECONDS = "2";

    @ExceptionHandler
    ResponseEntity<Object> foreign(InvalidCursorException foreign) {
        return ProblemResponse.of(Problem.of(ProblemType.INVALID_PARAMETER, foreign.getMessage(), "cursor"));
    }

    @ExceptionHandler
    ResponseEntity<Object> refused(ContactRefused refused) {
        return ProblemResponse.of(Problem.of(ProblemType.CONTACT_REFUSED, "It would grow larger than the store takes"));
    }

    @ExceptionHandler
    ResponseEntity<Object> erased(ContactErased gone) {
        return ProblemResponse.of(Problem.of(ProblemType.CONTACT_ERASED));
    }

    @ExceptionHandler
    ResponseEntity<Object> unavailable(StoreUnavailable unavailable) {
        return later();
    }

    @ExceptionHandler
    ResponseEntity<Object> tooSlow(LookupTimeoutException tooSlow) {
        return later();
    }

    @ExceptionHandler
    ResponseEntity<Object> unanswered(StopUnanswered unanswered) {
        return later(unanswered.getMessage());
    }

    /// The body broke off, or is not chunked as it says. Nothing else here throws one.
    @ExceptionHandler
    ResponseEntity<Object> brokenOff(IOException broken) {
        log.debug("a body broke off: {}", broken.getClass().getName());
        return ProblemResponse.of(Problem.of(ProblemType.UNREADABLE_BODY));
    }

    /// Nothing can be answered any more. What nothing handles breaks the connection off.
    @ExceptionHandler
    void cutOff(CsvDownload.CutOff cut) {
        var failure = cut.failure();
        log.error("a list broke off", RedactedFailure.of(failure == null ? cut : failure));
        throw cut;
    }

    @ExceptionHandler
    ResponseEntity<Object> unexpected(Exception unexpected) {
        log.error("a request failed", RedactedFailure.of(unexpected));
        return ProblemResponse.of(Problem.of(ProblemType.INTERNAL_ERROR));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException mismatch, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (mismatch instanceof MethodArgumentTypeMismatchException argument) {
            return invalid(argument.getName(), "is not valid");
        }
        return ProblemResponse.of(Problem.of(ProblemType.BAD_REQUEST));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException missing,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return invalid(missing.getParameterName(), "is missing");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException violation,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        if (violation.isForReturnValue()) {
            return unexpected(violation);
        }
        return violation.getParameterValidationResults().stream()
                .findFirst()
                .map(Problems::invalid)
                .orElseGet(() -> ProblemResponse.of(Problem.of(ProblemType.BAD_REQUEST)));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException violation, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return violation.getFieldErrors().stream()
                .findFirst()
                .map(Problems::invalid)
                .orElseGet(() -> ProblemResponse.of(Problem.of(ProblemType.UNREADABLE_BODY)));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return ProblemResponse.of(Problem.of(ProblemType.UNREADABLE_BODY, null, fieldOf(unreadable.getCause())));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleErrorResponseException(
            ErrorResponseException exception, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var body = exception.getBody();
        var type = body.getType();
        if (type == null || type.equals(UNTYPED)) {
            return handleExceptionInternal(exception, body, headers, status, request);
        }
        return ProblemResponse.of(Problem.of(type, body), headers);
    }

    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return ProblemResponse.of(Problem.ofStatus(status.value()), headers);
    }

    private static ResponseEntity<Object> invalid(ParameterValidationResult violated) {
        var name = violated.getMethodParameter().getParameterName();
        return invalid(name == null ? "a parameter" : name, reason(violated));
    }

    private static ResponseEntity<Object> invalid(FieldError error) {
        // What follows a bracket is a key of a map, and so a word of the caller's.
        var field = error.getField().replaceAll("\\[.*", "");
        return invalid(field, String.valueOf(error.getDefaultMessage()));
    }

    private static ResponseEntity<Object> invalid(String field, String reason) {
        return ProblemResponse.of(Problem.of(ProblemType.INVALID_PARAMETER, field + " " + reason, field));
    }

    private static String reason(ParameterValidationResult violated) {
        return violated.getResolvableErrors().stream()
                .findFirst()
                .map(error -> String.valueOf(error.getDefaultMessage()))
                .orElse("is not valid");
    }

    /// The first step only: further ones may be keys of a map, and so words of the caller's.
    private static @Nullable String fieldOf(@Nullable Throwable cause) {
        if (cause instanceof JacksonException json && !json.getPath().isEmpty()) {
            return json.getPath().getFirst().getPropertyName();
        }
        return null;
    }

    private static ResponseEntity<Object> later() {
        return later(null);
    }

    private static ResponseEntity<Object> later(@Nullable String detail) {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        return ProblemResponse.of(Problem.of(ProblemType.UNAVAILABLE, detail), headers);
    }
}
