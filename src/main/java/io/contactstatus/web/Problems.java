package io.contactstatus.web;

import io.contactstatus.store.ContactRefused;
import io.contactstatus.store.StoreUnavailable;
import io.contactstatus.view.ForeignCursor;
import io.contactstatus.web.Problem.Kind;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
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
/// Spring's own words are left out: they quote what was sent, which may be a phone number. A controller of another
/// module that wants its own words throws an [ErrorResponseException] whose problem has a type.
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private static final URI UNTYPED = URI.create("about:blank");
    private static final String RETRY_AFTER_SECONDS = "2";

    @ExceptionHandler
    ResponseEntity<Object> invalid(InvalidParameter invalid) {
        return answer(Problem.of(Kind.INVALID_PARAMETER, invalid.getMessage(), invalid.field()));
    }

    @ExceptionHandler
    ResponseEntity<Object> foreign(ForeignCursor foreign) {
        return answer(Problem.of(Kind.INVALID_PARAMETER, foreign.getMessage(), "cursor"));
    }

    @ExceptionHandler
    ResponseEntity<Object> notKnown(NotKnown notKnown) {
        return answer(Problem.of(Kind.NOT_FOUND, notKnown.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<Object> tooLarge(BodyTooLarge tooLarge) {
        return answer(Problem.of(Kind.BODY_TOO_LARGE, tooLarge.getMessage()));
    }

    @ExceptionHandler
    ResponseEntity<Object> refused(ContactRefused refused) {
        return answer(Problem.of(Kind.CONTACT_REFUSED, "It would grow larger than the store takes"));
    }

    @ExceptionHandler
    ResponseEntity<Object> unavailable(StoreUnavailable unavailable) {
        return later();
    }

    @ExceptionHandler
    ResponseEntity<Object> tooSlow(TooSlow tooSlow) {
        return later();
    }

    @ExceptionHandler
    ResponseEntity<Object> unexpected(Exception unexpected) {
        log.error("a request failed", unexpected);
        return answer(Problem.of(Kind.INTERNAL_ERROR));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException mismatch, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (mismatch instanceof MethodArgumentTypeMismatchException argument) {
            return invalid(new InvalidParameter(argument.getName(), "is not valid"));
        }
        return answer(Problem.of(Kind.BAD_REQUEST));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException missing,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return invalid(new InvalidParameter(missing.getParameterName(), "is missing"));
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
                .orElseGet(() -> answer(Problem.of(Kind.BAD_REQUEST)));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException violation, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return violation.getFieldErrors().stream()
                .findFirst()
                .map(Problems::invalid)
                .orElseGet(() -> answer(Problem.of(Kind.UNREADABLE_BODY)));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return answer(Problem.of(Kind.UNREADABLE_BODY, null, fieldOf(unreadable.getCause())));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleErrorResponseException(
            ErrorResponseException exception, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var body = exception.getBody();
        var type = body.getType();
        if (type == null || type.equals(UNTYPED)) {
            return handleExceptionInternal(exception, body, headers, status, request);
        }
        return answer(ownWords(type, body), headers);
    }

    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(Problem.ofStatus(status.value()), headers);
    }

    private static Problem ownWords(URI type, ProblemDetail body) {
        var properties = body.getProperties();
        var field = properties == null ? null : properties.get("field");
        var title = body.getTitle() == null ? Problem.ofStatus(body.getStatus()).title() : body.getTitle();
        return new Problem(type, title, body.getStatus(), body.getDetail(), field == null ? null : field.toString());
    }

    private static ResponseEntity<Object> invalid(ParameterValidationResult violated) {
        var name = violated.getMethodParameter().getParameterName();
        return problem(new InvalidParameter(name == null ? "a parameter" : name, reason(violated)));
    }

    private static ResponseEntity<Object> invalid(FieldError error) {
        // What follows a bracket is a key of a map, and so a word of the caller's.
        var field = error.getField().replaceAll("\\[.*", "");
        return problem(new InvalidParameter(field, String.valueOf(error.getDefaultMessage())));
    }

    private static ResponseEntity<Object> problem(InvalidParameter invalid) {
        return answer(Problem.of(Kind.INVALID_PARAMETER, invalid.getMessage(), invalid.field()));
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
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        return answer(Problem.of(Kind.UNAVAILABLE), headers);
    }

    private static ResponseEntity<Object> answer(Problem problem) {
        return answer(problem, HttpHeaders.EMPTY);
    }

    private static ResponseEntity<Object> answer(Problem problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
