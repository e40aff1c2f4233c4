package io.contactstatus.web;

import io.contactstatus.problems.InvalidParameter;
import io.contactstatus.problems.Problem;
import io.contactstatus.problems.ProblemException;
import io.contactstatus.problems.ProblemResponse;
import io.contactstatus.problems.ProblemType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Answers requests that cannot be read with 400 or 415: broken percent-encoding, and a media type that is none.
///
/// By themselves Tomcat and Spring find out when anything asks for a parameter or for the headers, in whichever filter
/// that is, and answer 500 with a stack trace that quotes what was sent. So this comes before all of these, but after
/// the filters that set the encoding of forms and observe the request.
@Component
@Order(MalformedRequestFilter.ORDER)
class MalformedRequestFilter extends OncePerRequestFilter {

    static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 2;

    private static final Logger log = LoggerFactory.getLogger(MalformedRequestFilter.class);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            check(request);
            chain.doFilter(mayHaveParameters(request) ? new ReadableParameters(request) : request, response);
        } catch (ProblemException malformed) {
            refuse(malformed, response);
        }
    }

    private static void check(HttpServletRequest request) {
        QueryParameter.in(request.getQueryString())
                .filter(parameter -> !parameter.isWellFormed())
                .findFirst()
                .ifPresent(parameter -> {
                    throw new InvalidParameter(parameter.shownName(), "is not percent-encoded UTF-8");
                });
        for (var names = request.getHeaderNames(); names.hasMoreElements(); ) {
            for (var values = request.getHeaders(names.nextElement()); values.hasMoreElements(); ) {
                if (!isHeaderValue(values.nextElement())) {
                    throw new ProblemException(ProblemType.BAD_REQUEST, "A header has control characters");
                }
            }
        }
        if (hasWildcard(request.getContentType())) {
            throw new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Content-Type is not a media type");
        }
    }

    /// Others are spared the wrapper, through which each question after an attribute or a header would go.
    private static boolean mayHaveParameters(HttpServletRequest request) {
        return request.getQueryString() != null || request.getContentType() != null;
    }

    private static boolean isHeaderValue(String value) {
        return QueryParameter.isReadable(value.replace('\t', ' '));
    }

    /// Spring's own requests refuse to have one. What is no media type at all they ignore.
    private static boolean hasWildcard(@Nullable String contentType) {
        try {
            return contentType != null
                    && !contentType.isBlank()
                    && !MediaType.parseMediaType(contentType).isConcrete();
        } catch (InvalidMediaTypeException invalid) {
            return false;
        }
    }

    private static void refuse(ProblemException malformed, HttpServletResponse response) throws IOException {
        var status = malformed.getStatusCode().value();
        log.info("a request was refused with {}: {}", status, malformed.getMessage());
        if (response.isCommitted()) {
            return;
        }
        response.reset();
        response.setStatus(status);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        ProblemResponse.write(
                response, Problem.of(Objects.requireNonNull(malformed.getBody().getType()), malformed.getBody()));
    }

    /// Forms are read when they are asked for a parameter first. The exceptions of Tomcat quote them, and count as
    /// failures of ours.
    private static final class ReadableParameters extends HttpServletRequestWrapper {

        ReadableParameters(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getParameter(String name) {
            return read(() -> super.getParameter(name));
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            return read(() -> super.getParameterValues(name));
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            var parameters = read(super::getParameterMap);
            parameters.keySet().forEach(ReadableParameters::check);
            return parameters;
        }

        @Override
        public Enumeration<String> getParameterNames() {
            var names = Collections.list(read(super::getParameterNames));
            names.forEach(ReadableParameters::check);
            return Collections.enumeration(names);
        }

        private static void check(String name) {
            if (!QueryParameter.isReadable(name)) {
                throw unreadable();
            }
        }

        private static ProblemException unreadable() {
            return new ProblemException(ProblemType.BAD_REQUEST, "The parameters cannot be read");
        }

        private static <T extends @Nullable Object> T read(Supplier<T> parameters) {
            try {
                return parameters.get();
            } catch (InvalidParameterException unreadable) {
                throw unreadable.getErrorCode() == HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE
                        ? new ProblemException(ProblemType.BODY_TOO_LARGE, "There are more parameters than are read")
                        : unreadable();
            }
        }
    }
}
