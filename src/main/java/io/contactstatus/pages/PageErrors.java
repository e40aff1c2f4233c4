package io.contactstatus.pages;

import io.contactstatus.problems.RedactedFailure;
import io.contactstatus.store.StoreUnavailable;
import io.contactstatus.view.InvalidCursorException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

/// Error pages, instead of the API's problem details.
@Order(Ordered.HIGHEST_PRECEDENCE)
@ControllerAdvice(basePackageClasses = PageErrors.class)
class PageErrors {

    private static final Logger log = LoggerFactory.getLogger(PageErrors.class);

    private final PageModel model;

    PageErrors(PageModel model) {
        this.model = model;
    }

    @ExceptionHandler
    ModelAndView unknown(NoSuchPage unknown, HttpServletRequest request) {
        return page(HttpStatus.NOT_FOUND, request);
    }

    @ExceptionHandler
    ModelAndView foreign(InvalidCursorException foreign, HttpServletRequest request) {
        return page(HttpStatus.BAD_REQUEST, request).addObject("field", InvalidField.cursor());
    }

    @ExceptionHandler
    ModelAndView waiting(StoreUnavailable unavailable, HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Retry-After", "5");
        return page(HttpStatus.SERVICE_UNAVAILABLE, request);
    }

    @ExceptionHandler
    ModelAndView failed(Exception failure, HttpServletRequest request, HttpServletResponse response) {
        if (failure instanceof ErrorResponse refused) {
            var status = HttpStatus.resolve(refused.getStatusCode().value());
            refused.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
            return page(status == null ? HttpStatus.BAD_REQUEST : status, request)
                    .addObject("field", InvalidField.of(failure));
        }
        // Neither the message nor the path is logged: both may contain personal data.
        log.error("a page failed", RedactedFailure.of(failure));
        return page(HttpStatus.INTERNAL_SERVER_ERROR, request);
    }

    /// As a word that is none of an enum's.
    @ExceptionHandler
    ModelAndView mismatch(MethodArgumentTypeMismatchException mismatch, HttpServletRequest request) {
        return page(HttpStatus.BAD_REQUEST, request).addObject("field", InvalidField.of(mismatch));
    }

    private ModelAndView page(HttpStatus status, HttpServletRequest request) {
        var page = new ModelAndView("error-page", status);
        page.addObject(PageModel.SITE, model.siteOfError(request));
        page.addObject("status", status.value());
        page.addObject("key", key(status));
        return page;
    }

    private static String key(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND, METHOD_NOT_ALLOWED -> "not-found";
            case SERVICE_UNAVAILABLE -> "unavailable";
            case FORBIDDEN -> "forbidden";
            case TOO_MANY_REQUESTS -> "too-many";
            default -> status.is4xxClientError() ? "bad-request" : "failed";
        };
    }
}
