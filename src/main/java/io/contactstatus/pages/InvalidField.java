package io.contactstatus.pages;

import io.contactstatus.problems.InvalidParameter;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.util.ClassUtils;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/// A parameter of a page that cannot be, and why. Neither quotes anything of what was sent.
///
/// @param name of ours: one that was sent may be a phone number
/// @param why the end of a message's key
/// @param values those that could be
/// @param reason in the words of the API, for what the pages have none for
public record InvalidField(
        String name, String why, String values, @Nullable String reason) {

    private static final String ANY = "not-valid";

    static InvalidField cursor() {
        return new InvalidField("cursor", "cursor", "", null);
    }

    static @Nullable InvalidField of(Exception refused) {
        return switch (refused) {
            case MissingServletRequestParameterException missing ->
                new InvalidField(missing.getParameterName(), "missing", "", null);
            case MethodArgumentTypeMismatchException mismatch -> mismatched(mismatch.getName(), mismatch);
            case MethodArgumentNotValidException violation ->
                violation.getFieldErrors().stream()
                        .findFirst()
                        .map(InvalidField::violated)
                        .orElse(null);
            case InvalidParameter invalid ->
                new InvalidField(invalid.field(), key(invalid.reason()), "", invalid.reason());
            default -> null;
        };
    }

    private static InvalidField violated(FieldError error) {
        return error.contains(TypeMismatchException.class)
                ? mismatched(error.getField(), error.unwrap(TypeMismatchException.class))
                : new InvalidField(error.getField(), ANY, "", null);
    }

    private static InvalidField mismatched(String name, TypeMismatchException mismatch) {
        var type = mismatch.getRequiredType();
        if (type == null) {
            return new InvalidField(name, ANY, "", null);
        }
        var constants = type.getEnumConstants();
        if (constants != null) {
            var values = Arrays.stream(constants)
                    .map(value -> ((Enum<?>) value).name())
                    .collect(Collectors.joining(", "));
            return new InvalidField(name, "one-of", values, null);
        }
        var boxed = ClassUtils.resolvePrimitiveIfNecessary(type);
        if (boxed == Boolean.class) {
            return new InvalidField(name, "one-of", "true, false", null);
        }
        return new InvalidField(name, Number.class.isAssignableFrom(boxed) ? "number" : ANY, "", null);
    }

    /// Of the message. As an array: a single text would be taken apart at its commas.
    public Object[] arguments() {
        return new Object[] {values};
    }

    private static String key(String reason) {
        return reason.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }
}
